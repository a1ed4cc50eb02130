// Drives the Go client go.lumeweb.com/ncmec. Reports each step as a line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"go.lumeweb.com/ncmec"
)

func step(name string, err error) {
	line := map[string]any{"step": name, "ok": err == nil}
	if err != nil {
		line["says"] = err.Error()
	}
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

func main() {
	ctx := context.Background()
	at := time.Date(2026, 2, 14, 21, 5, 0, 0, time.UTC)
	client, err := ncmec.NewClient(ncmec.WithCredentials(os.Getenv("CLIENT_NAME"), os.Getenv("CLIENT_SECRET")), ncmec.WithBaseURL(os.Getenv("BASE_URL")))
	if err != nil {
		step("client", err)
		return
	}
	step("status", client.VerifyCredentials(ctx))
	build := func() *ncmec.ReportBuilder {
		return client.NewReport().WithIncidentType(ncmec.OnlineEnticement).WithIncidentTime(at).WithWebIncident("https://example.org/p/1?a=b&c=d").WithReporter("Trust", "Team", "trust@example.org")
	}
	updater, err := build().CreateReport(ctx)
	step("submit", err)
	if err != nil {
		return
	}
	_, err = client.UploadFileContent(ctx, updater.ReportID, strings.NewReader(strings.Repeat("bytes", 200_000)), "sample.bin")
	step("upload", err)
	details := &ncmec.FileDetails{OriginalFileName: "holiday.bin", IPCapture: &ncmec.IPCaptureEvent{IPAddress: "198.51.100.7", EventName: "Upload", DateTime: at}, AdditionalInfo: "Words about the file"}
	step("fileinfo", client.AddFileDetails(ctx, updater.ReportID, "f-1", details))
	_, err = updater.Finish(ctx)
	step("finish", err)
	_, err = updater.Finish(ctx)
	step("finish again", err)
	other, err := build().CreateReport(ctx)
	step("submit", err)
	if err == nil {
		step("retract", client.CancelReport(ctx, other.ReportID))
	}
}
