import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import nunjucks from 'nunjucks';

const PAGES = path.join(import.meta.dirname, '..');
const TEMPLATES = globSync('*/*.njk', { cwd: PAGES });

test('every template compiles, the parts included that no test happens to show', () => {
  const engine = new nunjucks.Environment(null);
  assert.ok(TEMPLATES.length > 20);
  for (const template of TEMPLATES) {
    const text = readFileSync(path.join(PAGES, template), 'utf8');
    assert.doesNotThrow(() => new nunjucks.Template(text, engine, template, true), template);
  }
});

test('every form that changes something carries the token, and no template holds a script or a style', () => {
  for (const template of TEMPLATES) {
    const text = readFileSync(path.join(PAGES, template), 'utf8');
    for (const [form] of text.matchAll(/<form[^>]*method="post"[^>]*>[\s\S]{0,40}/g))
      assert.match(form, /\{\{ csrf\(\) \}\}/, `${template}: ${form}`);
    assert.doesNotMatch(text, /<style|\sstyle="|\son[a-z]+="|<script(?![^>]*src="\/assets\/)/, template);
    assert.doesNotMatch(text, /https?:\/\//, template);
  }
});
