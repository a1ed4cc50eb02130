// Drives the Go client github.com/Boostport/ncmec-go. Reports each step as a line of JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	ncmec "github.com/Boostport/ncmec-go"
	ct "github.com/Boostport/ncmec-go/cybertipline"
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
	at := ncmec.Time(time.Date(2026, 2, 14, 21, 5, 0, 123456789, time.FixedZone("", -5*3600)))
	s, yes, no := ncmec.String, ncmec.Bool(true), ncmec.Bool(false)
	phone := ct.Phone{Value: s("7700 900123"), Type: ct.PhoneTypeMobile, Verified: yes, VerificationDate: at, CountryCallingCode: s("+44"), Extension: s("12")}
	email := ct.Email{Value: s("person@example.org"), Type: ct.EmailTypeHome, Verified: no}
	home := ct.Address{Address: s("1 Sample Street"), City: s("Leeds"), ZipCode: s("LS1 1AA"), NonUsaState: s("Yorkshire"), Country: ct.CountryAU, Type: ct.AddressTypeHome}
	person := &ct.Person{FirstName: s("Sam"), LastName: s("Sample"), Phone: []ct.Phone{phone}, Email: []ct.Email{email}, Address: []ct.Address{home}, Age: ncmec.Int(34), DateOfBirth: ncmec.NewDate(1990, time.April, 12)}
	contact := &ct.ContactPerson{FirstName: s("Kim"), LastName: s("Contact"), Phone: []ct.Phone{phone}, Email: []ct.Email{email}, Address: []ct.Address{home}}
	seen := ct.IpCaptureEvent{IpAddress: s("198.51.100.7"), EventName: ct.IpCaptureTypeUpload, DateTime: at, PossibleProxy: no, Port: ncmec.Int(50123)}
	device := ct.DeviceId{IdType: s("IMEI"), IdValue: s("356938035643809"), EventName: ct.IpCaptureTypeUpload, DateTime: at}
	place := &ct.EstimatedLocation{City: s("Leeds"), Region: s("West Yorkshire"), CountryCode: ct.CountryAU, Verified: yes, Timestamp: at}
	disabled := &ct.AccountTemporarilyDisabled{Value: yes, DisabledDate: at, UserNotified: no, UserNotifiedDate: at, ReenabledDate: at}
	closed := &ct.AccountPermanentlyDisabled{Value: yes, DisabledDate: at, UserNotified: yes, UserNotifiedDate: at}
	associated := []ct.AssociatedAccount{{Platform: &ct.Platform{Value: s("Other Chat"), ThirdPartyUser: yes}, FirstName: s("Sam"), MiddleName: s("M"), LastName: s("Sample"), ApproximateAge: ncmec.Int(30), Phone: []ct.Phone{phone}, Email: []ct.Email{email}, AllEmailsReported: yes, Address: []ct.Address{home}, EspService: s("Sample Chat"), EspIdentifier: s("u-2"), ProfileUrl: []string{"https://example.org/u/2"}, ScreenName: s("other"), DisplayName: []string{"Other"}, ProfileBio: s("A bio"), GroupIdentifier: s("group-7"), CompromisedAccount: no, AccountTemporarilyDisabled: disabled, AccountPermanentlyDisabled: closed, IpCaptureEvent: []ct.IpCaptureEvent{seen}, DeviceId: []ct.DeviceId{device}, PriorCTReport: []int64{700001}, AdditionalInfo: s("Words about the other account"), Type: ct.AssociatedAccountTypeLinked}}

	report := ct.Report{
		IncidentSummary: &ct.IncidentSummary{IncidentType: ct.IncidentTypeOnlineEnticementOfChildrenForSexualActs, Platform: s("Sample Chat"), EscalateToHighPriority: s("The child says a meeting is planned"), ReportAnnotations: &ct.ReportAnnotations{Sextortion: yes, SadisticOnlineExploitation: yes}, IncidentDateTime: at, IncidentDateTimeDescription: s("Last message")},
		InternetDetails: []ct.InternetDetails{
			{WebPageIncident: &ct.WebPageIncident{Url: []string{"https://example.org/p/1?a=b&c=<d>"}, AdditionalInfo: s("A page")}},
			{EmailIncident: &ct.EmailIncident{EmailAddress: []ct.Email{email}, Content: s("Subject: a neutral line\r\n\r\nBody"), AdditionalInfo: s("A mail")}},
			{NewsgroupIncident: &ct.NewsgroupIncident{Name: s("example.group"), EmailAddress: []ct.Email{email}, Content: s("A posting")}},
			{ChatImIncident: &ct.ChatImIncident{ChatClient: s("Sample Chat"), ChatRoomName: s("room 7"), Content: s("A neutral line of chat")}},
			{OnlineGamingIncident: &ct.OnlineGamingIncident{GameName: s("Sample Game"), Console: s("Sample Console"), Content: s("A line")}},
			{CellPhoneIncident: &ct.CellPhoneIncident{PhoneNumber: &phone, Latitude: ncmec.Float64(53.8), Longitude: ncmec.Float64(-1.55)}},
			{NonInternetIncident: &ct.NonInternetIncident{LocationName: s("Sample Park"), IncidentAddress: []ct.Address{home}}},
			{Peer2peerIncident: &ct.Peer2peerIncident{Client: s("Sample Share"), IpCaptureEvent: []ct.IpCaptureEvent{seen}, FileNames: s("a.bin, b.bin")}},
		},
		LawEnforcement:       &ct.LawEnforcement{AgencyName: s("Sample County Police"), CaseNumber: s("SC-17"), OfficerContact: contact, ReportedToLe: yes, ServedLegalProcessDomestic: no, ServedLegalProcessInternational: &ct.ServedLegalProcessInternational{Value: yes, FleaCountry: ct.CountryCA}},
		Reporter:             &ct.Reporter{ReportingPerson: person, ContactPerson: contact, CompanyTemplate: s("Standing words"), TermsOfService: s("Terms"), LegalURL: s("https://example.org/legal")},
		PersonOrUserReported: &ct.PersonOrUserReported{PersonOrUserReportedPerson: person, VehicleDescription: s("A blue van"), EspIdentifier: s("u-1001"), EspService: s("Sample Chat"), CompromisedAccount: no, ScreenName: s("sample_user"), DisplayName: []string{"Sample", "User"}, ProfileUrl: []string{"https://example.org/u/1001"}, ProfileBio: s("A bio"), IpCaptureEvent: []ct.IpCaptureEvent{seen}, DeviceId: []ct.DeviceId{device}, ThirdPartyUserReported: no, PriorCTReports: []int64{700001, 700002}, GroupIdentifier: s("group-7"), AccountTemporarilyDisabled: disabled, AccountPermanentlyDisabled: closed, EstimatedLocation: place, AllEmailsReported: yes, AssociatedAccount: associated, AdditionalInfo: s("Words about the account")},
		IntendedRecipient:    []ct.IntendedRecipient{{IntendedRecipientPerson: person, EspIdentifier: s("u-3"), ScreenName: s("recipient")}},
		Victim:               []ct.Victim{{VictimPerson: person, ScreenName: s("sample_child"), SchoolName: s("Sample School"), AssociatedAccount: associated}},
		AdditionalInfo:       s("Words about the report"),
	}
	client := ct.NewClient(os.Getenv("CLIENT_NAME"), os.Getenv("CLIENT_SECRET"), ct.Environment(os.Getenv("BASE_URL")))
	ctx := context.Background()
	id, err := client.Submit(ctx, report)
	step("submit", err)
	_, err = client.Upload(ctx, id, "sample.bin", strings.NewReader(strings.Repeat("bytes", 200_000)))
	step("upload", err)
	step("fileinfo", client.FileInfo(ctx, ct.FileDetails{ReportId: &id, FileId: s("f-1"), FileName: s("a.bin"), OriginalFileName: s("holiday.bin"), UploadedToEspTimestamp: at, LocationOfFile: s("https://example.org/f/1"), FileViewedByEsp: yes, ExifViewedByEsp: yes, PubliclyAvailable: no, FileRelevance: ct.FileRelevanceReported, FileAnnotations: &ct.FileAnnotations{PossibleSelfProduction: yes, LiveStreaming: yes}, IndustryClassification: ct.FileClassificationA1, OriginalFileHash: []ct.Hash{{Value: s("00000000000000000000000000000ab1"), HashType: s("MD5")}}, IpCaptureEvent: &seen, DeviceId: []ct.DeviceId{device}, Details: []ct.Details{{NameValuePair: []ct.NameValue{{Name: s("Model"), Value: s("Sample Camera")}}}}, AdditionalInfo: []string{"Words about the file"}}))
	step("finish", client.Finish(ctx, id))
	step("finish again", client.Finish(ctx, id))
	small := ct.Report{IncidentSummary: &ct.IncidentSummary{IncidentType: ct.IncidentTypeChildSexTrafficking, IncidentDateTime: at}, Reporter: &ct.Reporter{ReportingPerson: person}}
	other, err := client.Submit(ctx, small)
	step("submit", err)
	step("retract", client.Retract(ctx, other))
}
