// Times the reference's own PDQ on lumas from a file: records of width, height (32 bits each) and bytes, to the end.
// Usage: driver FILE REPEATS. Prints hash,quality for each record, then the processor seconds of all repeats.
#include <pdq/cpp/downscaling/downscaling.h>
#include <pdq/cpp/hashing/pdqhashing.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

struct Luma {
  uint32_t width, height;
  std::vector<uint8_t> bytes;
};

static std::vector<Luma> readLumas(const char* path) {
  std::vector<Luma> lumas;
  FILE* file = std::fopen(path, "rb");
  if (!file) std::exit(2);
  uint32_t sides[2];
  while (std::fread(sides, 4, 2, file) == 2) {
    Luma luma{sides[0], sides[1], std::vector<uint8_t>(size_t(sides[0]) * sides[1])};
    if (std::fread(luma.bytes.data(), 1, luma.bytes.size(), file) != luma.bytes.size()) std::exit(2);
    lumas.push_back(luma);
  }
  std::fclose(file);
  return lumas;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int repeats = std::atoi(argv[2]);
  std::vector<Luma> lumas = readLumas(argv[1]);
  std::vector<float> first(512 * 512), second(512 * 512);
  float picked[64][64], halfway[16][64], block[16][16];
  const std::clock_t started = std::clock();
  for (int repeat = 0; repeat <= repeats; repeat++) {
    for (Luma& luma : lumas) {
      facebook::pdq::hashing::Hash256 hash;
      int quality = 0;
      facebook::pdq::downscaling::fillFloatLumaFromGrey(
          luma.bytes.data(), luma.height, luma.width, luma.width, 1, first.data());
      facebook::pdq::hashing::pdqHash256FromFloatLuma(
          first.data(), second.data(), luma.height, luma.width, picked, halfway, block, hash, quality);
      if (repeat == repeats) std::printf("%s,%d\n", hash.format().c_str(), quality);
    }
  }
  std::printf("%f\n", double(std::clock() - started) / CLOCKS_PER_SEC / (repeats + 1));
  return 0;
}
