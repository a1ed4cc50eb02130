"""Drives the Python client ncmec-cybertip. Reports each step as a line of JSON."""
import asyncio, json, os
from datetime import date, datetime, timezone
import ncmec_cybertip as n
from ncmec_cybertip import client as c, common as m, files as f, report as r, enums as e

at = datetime(2026, 2, 14, 21, 5, tzinfo=timezone.utc)
phone = m.Phone(value="7700 900123", type=e.PhoneType.MOBILE, verified=True, verification_date=at, country_calling_code="+44", extension="12")
email = m.Email(value="person@example.org", type=e.EmailType.RECOVERY, verified=False)
home = m.Address(type=e.AddressType.HOME, address="1 Sample Street", city="Leeds", zip_code="LS1 1AA", non_usa_state="Yorkshire", country="GB")
person = m.Person(first_name="Sam", last_name="Sample", phone=[phone], email=[email], address=[home], age=34, age_assertion_discrepancy=True)
contact = m.ContactPerson(first_name="Kim", last_name="Contact", phone=[phone], email=[email], address=[home])
seen = m.IpCaptureEvent(ip_address="198.51.100.7", event_name=e.EventName.LOGIN, date_time=at, possible_proxy=False, port=50123)
device = m.DeviceId(id_type="IMEI", id_value="356938035643809", event_name=e.EventName.UPLOAD, date_time=at)
place = m.EstimatedLocation(verified=True, timestamp=at, city="Leeds", region="West Yorkshire", country_code="GB")
associated = r.AssociatedAccount(account_type=e.AssociatedAccountType.LINKED, third_party_user=True, platform="Other Chat", first_name="Sam", middle_name="M", last_name="Sample", approximate_age=30, age_assertion_discrepancy=False, phone=[phone], email=[email], all_emails_reported=True, address=[home], esp_service="Sample Chat", esp_identifier="u-2", profile_url=["https://example.org/u/2"], screen_name="other", display_name=["Other"], profile_bio="A bio", group_identifier="group-7", ip_capture_event=[seen], device_id=[device], additional_info="Words about the other account")
account = dict(esp_identifier="u-1001", esp_service="Sample Chat", compromised_account=False, screen_name="sample_user", display_name=["Sample", "User"], profile_url=["https://example.org/u/1001"], profile_bio="A bio", ip_capture_event=[seen], device_id=[device], prior_ct_reports=[700001, 700002], estimated_location=place, all_emails_reported=True, additional_info="Words about the account")
incidents = [
    dict(web_page_incident=r.WebPageIncident(third_party_hosted_content=True, url=["https://example.org/p/1"], additional_info="A page")),
    dict(email_incident=r.EmailIncident(email_address=[email], content="Subject: a neutral line", additional_info="A mail")),
    dict(newsgroup_incident=r.NewsgroupIncident(name="example.group", email_address=[email], content="A posting")),
    dict(chat_im_incident=r.ChatImIncident(chat_client="Sample Chat", chat_room_name="room 7", content="A neutral line of chat")),
    dict(online_gaming_incident=r.OnlineGamingIncident(game_name="Sample Game", console="Sample Console", content="A line")),
    dict(cell_phone_incident=r.CellPhoneIncident(phone_number=phone, latitude=53.8, longitude=-1.55)),
    dict(non_internet_incident=r.NonInternetIncident(location_name="Sample Park", incident_address=[home])),
    dict(peer2peer_incident=r.Peer2PeerIncident(client="Sample Share", ip_capture_event=[seen], file_names="a.bin, b.bin")),
]
full = r.Report(
    incident_summary=r.IncidentSummary(incident_type=e.IncidentType.ONLINE_ENTICEMENT, platform="Sample Chat", escalate_to_high_priority="The child says a meeting is planned", report_annotations=r.ReportAnnotations(sextortion=True, sadistic_online_exploitation=True, informational=True), incident_date_time=at, incident_date_time_description="Last message"),
    internet_details=[r.InternetDetails(**incident) for incident in incidents],
    law_enforcement=r.LawEnforcement(flea_country="CA", agency_name="Sample County Police", case_number="SC-17", officer_contact=contact, reported_to_le=True, served_legal_process_domestic=False, served_legal_process_international=True),
    reporter=r.Reporter(reporting_person=person, contact_person=contact, company_template="Standing words", terms_of_service="Terms", legal_url="https://example.org/legal"),
    person_or_user_reported=r.PersonOrUserReported(person=person, vehicle_description="A blue van", third_party_user_reported=False, group_identifier="group-7", associated_account=[associated], **account),
    intended_recipient=[r.IntendedRecipient(person=person, group_identifier="group-7", **account)],
    victim=[r.Victim(person=person, school_name="Sample School", associated_account=[associated], **account)],
    additional_info="Words about the report",
)
small = r.Report(incident_summary=r.IncidentSummary(incident_type=e.IncidentType.CHILD_SEX_TRAFFICKING, incident_date_time=at), reporter=r.Reporter(reporting_person=person))


def details(report_id):
    return f.FileDetails(report_id=report_id, file_id="f-1", original_file_name="holiday.bin", uploaded_to_esp_timestamp=at, location_of_file="https://example.org/f/1", file_viewed_by_esp=True, exif_viewed_by_esp=True, publicly_available=False, file_relevance=e.FileRelevance.REPORTED, file_annotations=f.FileAnnotations(possible_self_production=True, live_streaming=True), industry_classification=e.IndustryClassification.A1, original_file_hash=f.file_hashes(b"neutral bytes"), ip_capture_event=seen, device_id=[device], details=[f.Details(name_value_pair=[f.NameValuePair(type=e.DetailsType.EXIF, name="Model", value="Sample Camera")])], additional_info=["Words about the file"])


async def step(name, work):
    try:
        answer = await work
        print(json.dumps({"step": name, "ok": True, "answer": str(answer)[:300]}), flush=True)
        return answer
    except Exception as failure:
        print(json.dumps({"step": name, "ok": False, "says": f"{type(failure).__name__}: {failure}"[:300]}), flush=True)


async def main():
    async with c.CyberTiplineClient(username=os.environ["CLIENT_NAME"], password=os.environ["CLIENT_SECRET"], base_url=os.environ["BASE_URL"]) as client:
        await step("status", client.status())
        opened = await step("submit", client.submit(full))
        report_id = opened.report_id if opened else 0
        await step("upload", client.upload(report_id, b"bytes" * 200_000, filename="sample.bin"))
        await step("fileinfo", client.file_info(details(report_id)))
        await step("finish", client.finish(report_id))
        await step("finish again", client.finish(report_id))
        other = await step("submit", client.submit(small))
        await step("retract", client.retract(other.report_id if other else 0))


asyncio.run(main())
