# Texts for users, in English: the source of the other languages. shared/texts/__init__.py says how they are used.
# Parameters that end with _at are times; lists and numbers are written as each language writes them.

## Warnings about values
text-emails-left-out =
    { $count ->
        [one] 1 email address was left out, because it is not well-formed.
       *[other] { $count } email addresses were left out, because they are not well-formed.
    }
text-phones-unreadable =
    { $count ->
        [one] 1 phone number was left out, because no valid number could be read from it as one of { $country }.
       *[other] { $count } phone numbers were left out, because no valid number could be read from them as one of { $country }.
    }
text-phones-unreadable-no-country =
    { $count ->
        [one] 1 phone number was left out, because no valid number could be read from it (the export has no default country).
       *[other] { $count } phone numbers were left out, because no valid number could be read from them (the export has no default country).
    }
text-phones-extension =
    { $count ->
        [one] 1 phone number was left out, because it has an extension: without it, a number is the switchboard's, not the person's.
       *[other] { $count } phone numbers were left out, because they have an extension: without it, a number is the switchboard's, not the person's.
    }
text-phones-letters =
    { $count ->
        [one] 1 phone number was left out, because it contains letters, which numbers of that country don't have.
       *[other] { $count } phone numbers were left out, because they contain letters, which numbers of that country don't have.
    }
text-phones-lost-digits =
    { $count ->
        [one] 1 phone number was left out, because it is written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
       *[other] { $count } phone numbers were left out, because they are written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
    }
text-values-invalid =
    { $count ->
        [one] 1 value of the column '{ $column }' was left out: { $field } must be { $takes }.
       *[other] { $count } values of the column '{ $column }' were left out: { $field } must be { $takes }.
    }
text-values-lost-digits =
    { $count ->
        [one] 1 value of the column '{ $column }' was left out, because it is written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
       *[other] { $count } values of the column '{ $column }' were left out, because they are written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
    }
text-values-placeholder =
    { $count ->
        [one] 1 value of the column '{ $column }' was treated as blank: { $placeholders } in { $field } means that there is no value, and Klaviyo would merge everyone who shares it into one person. Leave such values blank.
       *[other] { $count } values of the column '{ $column }' were treated as blank: { $placeholders } in { $field } means that there is no value, and Klaviyo would merge everyone who shares it into one person. Leave such values blank.
    }
text-values-formula =
    { $count ->
        [one] 1 value of the column '{ $column }' was sent without the spreadsheet formula around it (="…"). Write such values as text.
       *[other] { $count } values of the column '{ $column }' were sent without the spreadsheet formula around them (="…"). Write such values as text.
    }
text-values-placeholder-name =
    { $count ->
        [one] 1 value of the column '{ $column }' was sent, although it doesn't look like a name: { $placeholders }. Leave such values blank.
       *[other] { $count } values of the column '{ $column }' were sent, although they don't look like names: { $placeholders }. Leave such values blank.
    }
text-takes-number = a number, with a point before decimals
text-takes-boolean = true or false, yes or no, 1 or 0
text-takes-date = a date, for example 2026-11-22 or 2026-11-22T10:30:00Z
text-takes-list = a flat JSON array, or texts separated by semicolons or commas
text-takes-external-id = text of at most 255 characters
text-takes-locale = a BCP 47 tag of language and region: `en`, `en-US`, `zh-Hant-TW` (`en_US` is sent as `en-US`)
text-takes-image = an http or https URL of at most 2,000 characters
text-takes-country = a name or a code: no digits, at most 100 characters
text-takes-latitude = a decimal number from -90 to 90
text-takes-longitude = a decimal number from -180 to 180
text-takes-time-zone = a name of the IANA time zone database: `Europe/Berlin`
text-takes-ip = an IPv4 or IPv6 address
text-shared-identifiers-omitted =
    { $values ->
        [one] 1 { $field ->
            [phone_number] phone number
            [email] email address
           *[external_id] external ID
        } is shared by more than one person ({ $people } people in total) and was left out for all of them: Klaviyo would merge these people. They are listed in shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] phone numbers
            [email] email addresses
           *[external_id] external IDs
        } are shared by more than one person ({ $people } people in total) and were left out for all of them: Klaviyo would merge these people. They are listed in shared-identifiers.csv.
    }
text-shared-identifiers-sent-last =
    { $values ->
        [one] 1 { $field ->
            [phone_number] phone number
            [email] email address
           *[external_id] external ID
        } is shared by more than one person ({ $people } people in total) and was sent only with the last of them: Klaviyo would merge these people. They are listed in shared-identifiers.csv.
       *[other] { $values } { $field ->
            [phone_number] phone numbers
            [email] email addresses
           *[external_id] external IDs
        } are shared by more than one person ({ $people } people in total) and were sent only with the last of them: Klaviyo would merge these people. They are listed in shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
        [one] 1 person has rows that say both yes and no to marketing. The last row of a person counts.
       *[other] { $count } people have rows that say both yes and no to marketing. The last row of a person counts.
    }
text-consent-unreachable =
    { $count ->
        [one] 1 person says yes to { $channel }, but has no { $field ->
            [phone_number] phone number
            [email] email address
           *[external_id] external ID
        } that can be sent, and was not subscribed.
       *[other] { $count } people say yes to { $channel }, but have no { $field ->
            [phone_number] phone number
            [email] email address
           *[external_id] external ID
        } that can be sent, and were not subscribed.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob } was read as Windows-1252, because it is not UTF-8. Choose the encoding in the app, declare it ({ "{" }"encoding": "windows-1250"{ "}" }) in a schema file next to it (docs/segment-formats.md), or write UTF-8.
text-read-as-windows-1252-more =
    { $more ->
        [one] { $blob } and 1 more were read as Windows-1252, because they are not UTF-8. Choose the encoding in the app, declare it ({ "{" }"encoding": "windows-1250"{ "}" }) in a schema file next to them (docs/segment-formats.md), or write UTF-8.
       *[other] { $blob } and { $more } more were read as Windows-1252, because they are not UTF-8. Choose the encoding in the app, declare it ({ "{" }"encoding": "windows-1250"{ "}" }) in a schema file next to them (docs/segment-formats.md), or write UTF-8.
    }
text-columns-of-other-parts = { $blob } lacks columns that other parts have; they were treated as blank: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
        [one] { $blob } and 1 more lack columns that other parts have; they were treated as blank: { $columns }.
       *[other] { $blob } and { $more } more lack columns that other parts have; they were treated as blank: { $columns }.
    }
text-columns-gone = Columns of the last run no longer exist ({ $count }): { $columns }. Klaviyo keeps the values sent earlier.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
        [one] 1 profile had been sent to Klaviyo when the run was canceled; the run did not wait for its import. It counts as failed (unconfirmed), and the list may have it. Retry the run to send it again: that is harmless if Klaviyo has it.
       *[other] { $count } profiles had been sent to Klaviyo when the run was canceled; the run did not wait for their import. They count as failed (unconfirmed), and the list may have them. Retry the run to send them again: that is harmless for those that Klaviyo has.
    }
text-failed-unconfirmed =
    { $count ->
        [one] 1 profile had been sent to Klaviyo when the run failed; its import is not confirmed. It counts as failed (unconfirmed), and the list may have it. Retry the run to send it again: that is harmless if Klaviyo has it.
       *[other] { $count } profiles had been sent to Klaviyo when the run failed; their import is not confirmed. They count as failed (unconfirmed), and the list may have them. Retry the run to send them again: that is harmless for those that Klaviyo has.
    }
text-rejects-file-missing = The rejects file could not be written; the app's log says why.
text-people-not-removed =
    { $count ->
        [one] 1 person who left the segment could not be removed from the list: { $reason }
       *[other] { $count } people who left the segment could not be removed from the list: { $reason }
    }
text-fields-not-cleared =
    { $count ->
        [one] 1 person still has old values in fields that are blank now: { $reason }
       *[other] { $count } people still have old values in fields that are blank now: { $reason }
    }
text-people-not-subscribed =
    { $count ->
        [one] 1 person who consented to marketing could not be subscribed: { $reason }
       *[other] { $count } people who consented to marketing could not be subscribed: { $reason }
    }
text-people-not-unsubscribed =
    { $count ->
        [one] 1 person who said no to marketing could not be unsubscribed: { $reason }
       *[other] { $count } people who said no to marketing could not be unsubscribed: { $reason }
    }
text-people-not-suppressed =
    { $count ->
        [one] 1 person who said no to marketing could not be suppressed: { $reason }
       *[other] { $count } people who said no to marketing could not be suppressed: { $reason }
    }
text-next-run-tries-again = the next run tries again.
text-batch-missing = The batch is no longer in storage.
text-klaviyo-answered = { $request } answered { $status }: { $answer }

## Removals that wait
text-removal-held-empty =
    { $planned ->
        [one] The segment is empty, so 1 person would be removed from the list. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
       *[other] The segment is empty, so all { $planned } people would be removed from the list. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
    }
text-removal-held-share =
    { $planned ->
        [one] 1 person left the segment, { $share }% of those on the list; the limit is { $limit }%. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
       *[other] { $planned } people left the segment, { $share }% of those on the list; the limit is { $limit }%. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
    }
text-removal-held-unidentifiable =
    { $rows ->
        [one] { $planned } people left the segment, but 1 more row has no usable { $identity ->
            [phone_number] phone number
            [email] email address
           *[external_id] external ID
        } than before: they may be the same people. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
       *[other] { $planned } people left the segment, but { $rows } more rows have no usable { $identity ->
            [phone_number] phone number
            [email] email address
           *[external_id] external ID
        } than before: they may be the same people. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
    }
text-removal-held-other-identity = No one was removed: another export of this list identifies people differently, so the app cannot tell whom it keeps on the list. Give all exports of the list the same identity, or give each its own list.

## Runs that wait for confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] About { $count } new profiles would be created in Klaviyo; the export's limit is { $limit }.
       *[exact] { $count } new profiles would be created in Klaviyo; the export's limit is { $limit }.
    }
text-held-plan-unknown = The use of the plan cannot be checked: the key needs the scope usage:read.
text-held-plan-share = { $share }% of the plan's profiles would be used; the export's limit is { $limit }%.
text-held-flows-unknown = The flows of the list cannot be checked: the key needs the scope flows:read.
text-canary-flows = Flows of the list went live while the first portion was sent: { $flows }.
text-canary-failed = Klaviyo did not accept enough of the first portion. Not accepted: { $bad } of { $tried } ({ $share }%); the export's limit is { $limit }%. Not sent: { $others }. See the rejects file, fix the cause, and start a new run: it sends everything that Klaviyo has not accepted.
text-canary-not-confirmed = The first portion was sent ({ $profiles }), but the rest was not confirmed in time (hours: { $hours }). The next run sends the rest.
text-held-flows =
    { $count ->
        [one] 1 person would start the flows of the list: { $flows }.
       *[other] { $count } people would start the flows of the list: { $flows }.
    }
text-limit-of-export = Profiles that the run would send: { $profiles }; the export's limit is { $limit }.
text-limit-of-connection = Profiles that the run would send: { $profiles }; the connection's limit is { $limit }.
text-preview-over-limit = { $limit } It would be skipped.
text-preview-update-only = Mode “Update only”: a run leaves out people who do not exist in Klaviyo. The counts here include them.

## Notes
text-all-sent-list-changed = All profiles are sent, not only what changed: another list was chosen since the last run.
text-all-sent-matching-changed = All profiles are sent, not only what changed: the data matching was changed since the last run.
text-all-sent-other-version = All profiles are sent, not only what changed: the snapshot was written by another version of the app.
text-all-sent-full = All profiles are sent, not only what changed: this was a full run.
text-all-sent-other-account = All profiles are sent, not only what changed: the connection leads to another Klaviyo account since the last run.
text-all-sent-identity-changed = All profiles are sent, not only what changed: the identity was changed since the last run. People who left since then stay on the list.
text-opted-out-at-klaviyo =
    { $count ->
        [one] 1 person says yes in the segment, but opted out in Klaviyo, and was not subscribed. See not-subscribed.csv.
       *[other] { $count } people say yes in the segment, but opted out in Klaviyo, and were not subscribed. They are listed in not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share }% of the rows were rejected or failed ({ $bad } of { $read }); the limit is { $limit }%.
text-alert-more-rows = The run read { $read } rows, { $deviation }% more than usual ({ $usual }); the limit is { $limit }%.
text-alert-fewer-rows = The run read { $read } rows, { $deviation }% fewer than usual ({ $usual }); the limit is { $limit }%.
text-alert-duration = The run took { $minutes } minutes; the limit is { $limit } minutes.
text-alert-no-run-by = No run had ended normally by { $time } ({ $zone }).

## Notifications
text-notice-run-started = { $name }: a run started
text-notice-run-succeeded = { $name }: the export succeeded
text-notice-run-completed-with-warnings = { $name }: the export completed with warnings
text-notice-run-failed = { $name }: the export failed
text-notice-run-held = { $name }: a run or its removals wait for confirmation
text-notice-run-recovered = { $name }: the export works again
text-notice-alert-raised = { $name }: an alert was raised
text-notice-alert-resolved = { $name }: an alert was resolved
text-notice-key-problem = { $name }: the key needs attention
text-notice-test = { $name }: a test of this notification
text-notice-held-before-sending = The run waits for confirmation before anything is sent.
text-notice-removals-held = Removals from the list wait for confirmation. People: { $planned } ({ $share }% of those whom the export had on the list).
text-notice-first-portion-sent = The first portion is sent; the rest waits for confirmation.
text-notice-key-expires = The key's secret in the vault expires on { $expires_at }.
text-notice-open = Open in the app
text-notice-fact =
    { $fact ->
        [run] Run
        [state] Status
        [time] Time
        [read] Read
        [accepted] Accepted
        [unchanged] Unchanged
        [duplicates] Duplicates
        [rejected] Rejected
        [failed] Failed
       *[removed] Removed from the list
    }
text-notice-state =
    { $state ->
        [successful] Successful
        [completed_with_warnings] Completed with warnings
        [skipped] Skipped
        [canceled] Canceled
       *[failed] Failed
    }

## Reasons why rows are not sent
text-reject-email-missing = The row has no email address.
text-reject-email-malformed = The email address is not well-formed.
text-reject-phone-number-missing = The row has no phone number, which is the identity.
text-reject-phone-number-malformed = The phone number, which is the identity, can't be read as a valid number.
text-reject-external-id-missing = The row has no external ID, which is the identity.
text-reject-external-id-malformed = The external ID, which is the identity, is too long or has lost digits (such as 4.93E+11).
text-reject-profile-too-large = The profile is larger than 100 KB, Klaviyo's limit.
text-reject-malformed-row = The row cannot be read.
text-reject-duplicate = The same person is in a later row; the last row counts.
text-reject-refused-by-klaviyo = Klaviyo refused the profile.
text-reject-not-found = Klaviyo has no profile with this identity, and the mode is update.
text-reject-import-failed = Klaviyo could not import the profile.
text-reject-chunk-failed = The chunk could not be sent.
text-reject-not-sent = The run ended before the row was sent.
text-reject-unconfirmed = The row was sent to Klaviyo, but the result is not known.

## To be sorted
text-columns-not-mapped = Columns whose names begin with $ or cannot be property names were not mapped: { $columns }.
text-all-sent-snapshot-missing = All profiles are sent, not only what changed: the file of the last snapshot is missing.
text-all-sent-removal-missing = All profiles are sent, not only what changed: the record of people whom another run removed from the list is missing.
text-given-up = Given up after { $attempts } attempts: { $reason }
text-import-job-missing = Klaviyo no longer has the import job.
text-import-job-ended = Klaviyo ended the import job: { $status }.
text-import-job-overdue = The import job was still { $status } after { $hours } hours.
text-import-job-unknown = Klaviyo gave no information about the import job within { $hours } hours.
text-chunk-refused = Klaviyo refused the import job without naming a profile, and splitting it did not reveal the cause: { $answer }
text-chunk-body-missing = The chunk's body is no longer in storage.
text-chunk-refused-again = Klaviyo refused the import job { $times } times: { $reason }
text-run-held = { $reasons } Nothing was sent. If this is right, confirm the run.
text-run-over-limit = { $limit } Nothing was sent. Make the segment smaller, or raise the limit.

## Undoing a run

text-undo-people-left =
    { $count ->
        [one] 1 person could not be removed from the list; undo the run again.
       *[other] { $count } people could not be removed from the list; undo the run again.
    }
text-undo-others-sending =
    { $count ->
        [one] 1 person stays for now: another export is sending them. Undo the run again when the run of that export has ended.
       *[other] { $count } people stay for now: another export is sending them. Undo the run again when the run of that export has ended.
    }
text-undo-imports-late = Klaviyo had not confirmed all profiles of the run when it was stopped: it may still add people to the list. Undo the run again in an hour.
text-undo-stayed =
    { $count ->
        [one] 1 person of the undone run stays on the list: another export keeps them on it, or they joined it before or after that run.
       *[other] { $count } people of the undone run stay on the list: another export keeps them on it, or they joined it before or after that run.
    }
text-undo-absent =
    { $count ->
        [one] 1 person of the undone run was no longer on the list.
       *[other] { $count } people of the undone run were no longer on the list.
    }
text-undo-not-ended = The run is still active. Cancel it or wait until it ends, then undo it.
text-undo-is-undo = This run undoes another one, so it cannot be undone. Run the export to add the people again.
text-undo-undone = The run has already been undone.
text-undo-nothing-added = The run added no one to the list, so there is no one to remove.
text-undo-not-recorded = There is no record of whom the run added. Remove the people in Klaviyo.
text-undo-expired = The record of whom the run added was deleted: it is kept only for a limited time. Remove the people in Klaviyo.
text-undo-export-removed = The export of the run was removed. Remove the people in Klaviyo.
text-undo-connection-changed = Since that run, the export has another connection or Klaviyo account, or no connection. Choose the connection of the run, then undo it.
text-undo-other-identity = Another export of this list identifies people differently, so the app cannot tell whom it keeps on the list. Give all exports of the list the same identity, then undo the run.
text-undo-export-running = Another run of the export is active. Cancel it or wait for its end first.

## Requests
text-key-in-vault = The key of this connection is the vault's secret { $secret }: renew it there.
text-other-account = This belongs to another Klaviyo account ({ $account }, not { $known }). Add a new connection for it.
text-list-exists = The account already has a list with that name: { $list }. Choose it, or use another name.
text-cross-site = Nothing was changed. Use the app's own page, or a program.
text-not-signed-in = You are not signed in. Sign in with an account of your organization.
text-no-role = Your account has no role in this app. Ask an administrator to assign you the app role Viewer, Operator, Contributor or Administrator in Entra ID.
text-sign-in-unreadable = The sign-in information cannot be read. Sign in again.
text-change-own = Another administrator has to approve this change: you requested it.
text-change-outdated = The export was changed since this change was requested. Reject it, and request it again.
text-change-of-others = Only an administrator, or the user who requested the change, can reject it.
text-full-run-needs-approval = Another administrator has to approve a run that sends all profiles: it was requested as change { $change }.
text-no-change = There is no pending change { $change }.
text-consent-needed = Nothing is sent to Klaviyo without consent to data privacy and compliance. Read the text, then agree.
text-secret-of-sign-in = This secret belongs to the app's sign-in to Klaviyo. Name a secret that holds an API key.
text-connection-used = These exports use the connection: { $exports }. Give them another connection, or remove it with ?exports=detach (they stay and do not run) or ?exports=remove.
text-exports-running = These exports are running: { $exports }. Wait until they end.
text-segment-name-in-storage = The segments container already has a segment { $segment }. Choose another name.
text-segment-used = These exports use the segment: { $exports }. Give them another segment, or remove them first.
text-select-reads-no-table = The SELECT reads no table.
text-no-definition = No segment '{ $segment }' is defined in the app.
text-segment-already-defined = The segment { $segment } is already defined. Change it, or choose another name.
text-already-exported = The export '{ $export }' ({ $id }) already sends this segment to this list. Change that one, or choose another list or segment.
text-export-run-active = Run { $run } of this export is still active; nothing was saved.
text-body-too-large = The body has { $size } bytes; the limit is { $limit }.
text-body-without-length = The body was sent with chunked Transfer-Encoding and did not arrive. Nothing was changed. Send it again with the header Content-Length.
text-app-too-slow = The app did not finish within { $seconds } s. Part of the request may have been carried out: check before you try again.
text-list-check-no-result = The check has no result yet.
text-list-check-result-deleted = The result was deleted: it is kept for PERSONAL_DATA_DAYS, and until a person is erased.
text-no-list-check = There is no such list check. A check is kept for 35 days.
text-too-many-notifications = The limit of { $limit } notifications is reached. Remove one first.
text-no-notification = There is no notification { $notification }.
text-idempotency-key-invalid = Idempotency-Key must be 1 to 255 visible ASCII characters.
text-changed-since-read = It was changed since you read it. Read it again, then make your change.
text-changed-at-same-time = Another request changed it at the same time. Read it again, then make your change.
text-no-erasure = There is no such erasure.
text-erase-email-invalid = email: a well-formed address is needed.
text-erase-phone-invalid = phone_number: a valid number with its country code is needed: +12065550100.
text-erase-id-invalid = external_id: an ID is needed.
text-person-not-named = Name the person: give email, phone_number or external_id.
text-role-needed =
    This requires the role { $needed ->
        [viewer] Viewer
        [operator] Operator
        [contributor] Contributor
       *[administrator] Administrator
    }; yours is { $role ->
        [viewer] Viewer
        [operator] Operator
        [contributor] Contributor
       *[administrator] Administrator
    }.
text-no-connection = There is no connection { $connection }.
text-connection-for-administrators = This connection is for administrators. Ask an administrator to add you as an export user, or to open it to contributors.
text-no-export = There is no export { $export }.
text-export-without-connection = The export has no connection. An administrator has to choose one.
text-groups-unknown = This connection is for groups, and your sign-in does not name your groups: you are in too many. Ask an administrator to add you as an export user.
text-export-connection-removed = The export's connection was removed. An administrator has to choose another.
text-no-preview = There is no such preview. A preview is kept for a day.
text-rejects-not-written = The run is still active; its rejects file is written when it ends.
text-personal-data-deleted = Files with personal data are deleted after { $days } days (setting PERSONAL_DATA_DAYS).
text-file-too-large = The file is too large for the API. Download it from storage: { $path }.
text-storage-unavailable = Storage does not answer. Try again later. The change may have been made: check first.
text-not-unicode = The address or a header is not valid Unicode.
text-method-not-allowed = This address accepts { $methods }.
text-no-address = There is no address { $address }.
text-stale = { $reason } Read it again, then make your change.
text-no-run-by-key = There is no run { $run } that was started with a function key.
text-retry-other-connection = Since that run, the export has another connection, or none. Run the export instead.
text-no-held-removal = No removal of this run waits for confirmation.
text-removal-export-changed = The export was changed since that run: it has another mode or list. Run the export instead.
text-removal-later-run = A later run has read the segment. Look at that run.
text-run-not-held = This run does not wait for confirmation.
text-confirm-export-changed = The export was changed after that run: it has another connection or list. Start a new run instead.
text-confirm-later-run = The export has run since then. See its newest run.
text-no-run = There is no run { $run }.
text-no-run-of-export = There is no run { $run } of this export.
text-no-segment-name = There is no segment with this name: a segment's name has at most 200 characters, contains none of / \ ? # and does not begin with a dot.
text-format-closed-connection = An export reads this segment with a connection that you may not use. Ask an administrator.
text-sign-in-unknown = This sign-in to Klaviyo is unknown, was already used, or took too long. Begin again.
text-client-id-changed = The setting KLAVIYO_CLIENT_ID was changed in the meantime. Begin again.
text-no-sign-in = You have no such sign-in to Klaviyo, or it expired. Sign in again.
text-sign-in-not-configured = No Klaviyo app is configured: set KLAVIYO_CLIENT_ID, and store its client secret in the vault. Until then, connect with a private API key.
text-app-url-unknown = The address of the app is unknown: set APP_URL to its https URL.
text-sign-in-of-other-user = Another user began this sign-in to Klaviyo. Begin again.
text-connection-changed-meanwhile = The connection was changed in the meantime. Sign in again.
text-no-file-of-run = The run has not read a file with this name.
text-file-without-rows = The file has no rows.
text-file-changed-since-run = { $blob } was written again, or deleted, after this run read it: the row at this line may be another one. Search for the person in the segment's present rows instead.
text-row-too-far = The row is too far into { $blob }: rows are shown only from the first { $megabytes } MB and { $lines } lines. Open the file in storage.
text-no-row-at-line = { $blob } has no row that begins at line { $line }.
text-newer-version = { $what } has schema version { $version }, which this version of the app does not support. It is not changed. Deploy the newer version again.
text-idempotency-key-used = This key started run { $run } with another body. Send that body again, or use another key.
text-export-removed = The export { $export } has been removed.
text-preview-active = Your preview { $preview } is still being prepared. Wait for it.
text-preview-active-now = Another preview of yours started at the same moment. Wait for it.
text-run-still-active = Run { $run } of this export is still active. Wait until it ends, or cancel it.
text-run-ended =
    The run has already ended ({ $state ->
        [successful] Successful
        [completed_with_warnings] Completed with warnings
        [failed] Failed
        [skipped] Skipped
       *[canceled] Canceled
    }).
text-confirm-ignoring-suppressions = With respect_suppressions false, people who unsubscribed or marked a message as spam may get messages again. Set confirm_ignoring_suppressions to true if that is what you want.
text-channels-need-phone = The channels sms and whatsapp need a phone number: map a column to phone_number.
text-queue-message-invalid = Not a message of this app ({ $problem }).
text-export-choose-connection = The export has no connection. Choose one first.
text-export-being-saved = Another export that sends { $segment } to this list is being saved now, or was saved within the last minute. Look at the list of exports, then try again.
text-scope-for-subscribing = { $problem } { $scope } is for exports that subscribe people: { $exports }.
text-key-of-other-account = The secret now holds the key of another Klaviyo account. Nothing should be sent with it.

## Keys, sign-ins and Klaviyo
text-key-refused = { $answer } Renew the key on the connection; it needs the scopes { $scopes }.
text-sign-in-lost = { $answer } Sign in to Klaviyo again on the connection; it needs the scopes { $scopes }.
text-key-lacks-scopes = The key lacks the scopes { $scopes }. Create a key in Klaviyo that has them, and use that one.
text-sign-in-lacks-scopes = The sign-in lacks the scopes { $scopes }. Add them to your app in Klaviyo, then sign in to Klaviyo again on the connection.
text-sign-in-denied = You did not allow access in Klaviyo. Nothing was changed.
text-sign-in-scopes = Your app in Klaviyo does not have all these scopes: { $scopes }. Add them there.
text-sign-in-refused = Klaviyo refused the sign-in. Begin again.
text-connection-removed = The connection of this export was removed. Choose another connection in the export.
text-sign-in-ended = Klaviyo no longer accepts the sign-in of this connection: it was revoked, the app was removed in Klaviyo, or it was not used for 90 days. An administrator has to sign in to Klaviyo again on the connection.
text-sign-in-other-app = This connection was signed in with the app { $app } in Klaviyo, and the setting KLAVIYO_CLIENT_ID names another or none. Set it back, or sign in to Klaviyo again on the connection.
text-sign-in-being-renewed = Other instances renew the sign-in to Klaviyo. Try again later.
text-rate-record-contention = The record of { $endpoint } could not be written: write contention.
text-rate-window-used = Klaviyo's limit for { $endpoint } is used up.
text-list-not-in-account = Klaviyo has no list '{ $list }' in this account. Check the list ID in Klaviyo's list settings.
text-list-unknown = Klaviyo does not know the list, or it was deleted: { $answer }
text-import-errors-unavailable = Klaviyo does not show the errors of import job { $job }: { $answer }
text-list-gone = Klaviyo no longer has a list '{ $list }'.
text-profiles-unknown = Klaviyo does not know the profiles of this account.
text-sign-in-without-token = Klaviyo's answer to the sign-in has no refresh token. Begin again.
text-client-refused = Klaviyo does not accept the client ID { $client } with its client secret. Check the setting KLAVIYO_CLIENT_ID and the secret '{ $secret }' in the vault.
text-sign-in-rate-limited = POST { $path } answered 429.
text-sign-in-not-accepted = Klaviyo did not accept the sign-in. Begin again.
text-sign-in-no-answer = Klaviyo did not answer POST { $path } ({ $error }).
text-sign-in-invalid-answer = Klaviyo's answer to POST { $path } ({ $status }) is not a valid answer to this call.
text-klaviyo-invalid-answer = Klaviyo's answer to { $method } { $path } ({ $status }) is not a valid answer to this call.
text-klaviyo-timeout = Klaviyo did not answer { $method } { $path } within { $seconds } seconds.
text-klaviyo-url-invalid = { $method } { $path } is not a valid URL.
text-klaviyo-no-answer = Klaviyo did not answer { $method } { $path } ({ $error }).
text-klaviyo-batch-timeout = Klaviyo did not answer all requests of the batch within { $seconds } seconds.
text-klaviyo-lookups-timeout = Klaviyo did not answer all look-ups within { $seconds } seconds.
text-key-characters = The key contains characters that no Klaviyo key has. Enter it again.
text-secret-missing = The vault has no secret '{ $secret }'. Renew the key on the connection, or restore the secret.
text-secret-denied = The app may not read the secret '{ $secret }', or it is disabled. Give its identity the role Key Vault Secrets User, or enable the secret.
text-vault-identity = The vault did not accept the app's identity.
text-vault-unavailable = The vault is not available.
text-vault-unreachable = The vault cannot be reached.
text-vault-not-stored = The key could not be stored in the vault.
text-vault-not-deleted = The key could not be deleted from the vault.

## Webhooks
text-event-grid-no-token = The managed identity gave no token for Event Grid.
text-event-grid-answered = The Event Grid topic answered { $status }.
text-event-grid-unreachable = The Event Grid topic could not be reached ({ $error }).
text-notification-not-sent = Nothing was sent: { $reason }
text-url-not-https = The URL must begin with https://.
text-url-characters = The URL needs a host, and must not contain blanks or special characters.
text-url-with-password = The URL must not contain a user name or password.
text-url-not-public = This address is not public.
text-url-invalid = This is not a URL.
text-receiver-answered = The receiver answered { $status }.
text-receiver-timeout = The receiver did not answer in time (TimeoutError).
text-receiver-unreachable = The receiver could not be reached ({ $error }).
text-receiver-not-public = The host resolves to an address that is not public.

## Runs
text-other-exports-changed = Files of other exports of the list were replaced while they were read.
text-chunk-differs = Chunk { $chunk } holds other rows than before the run was interrupted. Start a new run.
text-preparation-differs = The number of profiles of the segment is now { $profiles }, and was { $before } before the run was interrupted (was the app upgraded in the meantime?). Start a new run.
text-step-failed = A step failed repeatedly; the app's log says why.
text-step-did-not-end = A step did not end; the app's log says why.
text-run-file-deleted = { $path }, which the run needs, was deleted. Start a new run, and make sure that nothing else deletes files of the app.
text-retry-run-active = The run is still active. Wait until it ends, or cancel it.
text-retry-of-undo = This run undoes run { $run }. Undo that run again instead.
text-retry-run-skipped = The run was skipped: nothing was read or sent. Start a new one.
text-retry-nothing-left = Every profile of this run was accepted or finally rejected: there is nothing to send again.
text-retry-record-gone = The record of this run's rows that were not accepted is missing: it is kept for HISTORY_DAYS, and a run that ended without a rejects file has none. Start a new run: it sends every row that Klaviyo has not accepted.
text-retry-record-deleted = The record of the rows of run { $run } that were not accepted was deleted. Start a new run: it sends every row that Klaviyo has not accepted.
text-undo-joined-unknown = Run { $run } does not say when the people whom it removes joined the list.
text-undo-record-gone = The record of whom run { $run } added was deleted, or another run has undone it. No one was removed.
text-undo-record-deleted = The record of whom run { $run } added was deleted. No one was removed.
text-list-check-active = The list of this export is being checked. Wait for the result.
text-list-check-run-active = The export is running. Check its list after the run has ended.
text-list-check-nothing-sent = The export has not sent anyone to its list yet, so there is nothing to compare with.
text-list-check-identity-changed = The identity of the export was changed after its last run. Run it first.
text-list-check-record-deleted = The record of what the export has sent was deleted in the meantime. Run the export first.
text-list-check-run-since = The export has run since its list was read, or a person was erased. Check again.
text-list-check-nothing-to-repair = The check has no result to repair.
text-list-check-repaired = Run { $run } already repairs the list.
text-list-check-none-missing = No one is missing from the list.
text-list-check-run-started = The export has started a run in the meantime. Check its list again.
text-list-check-result-gone = The result of the check was deleted. Check the list again.
text-list-check-file-gone = A file of the check was deleted in the meantime. Check the list again.
text-erasure-identifiers-gone = The identifiers of the person are no longer stored. Request the erasure again.
text-erasure-accounts-unavailable = Some Klaviyo accounts did not answer; `refused` names them.
text-erasure-active = Another person is being erased.
text-erasure-runs-active = Runs are active whose working files may contain the person: { $runs }.
text-erasure-opt-outs-active = Opt-outs that may name the person are being read from Klaviyo.
text-erasure-list-active = A list that may contain the person is being read from Klaviyo.
text-erasure-lookup-active = A person is being looked up, and the result may name the person.
text-no-lookup = There is no such lookup. A lookup is kept for a day.
text-lookup-result-deleted = The result of the lookup was deleted, because the person was erased.
text-lookup-identifiers-gone = The identifiers of the person are no longer stored. Request the lookup again.
text-erasure-preview-active = A preview that may show the person is being made.

## Limits
text-work-preparing = Preparing the segment
text-work-counting = Counting what Klaviyo accepted
text-work-listing = Listing the rows that were not accepted
text-work-finding-people = Finding the people to remove, clear or subscribe
text-work-comparing-list = Comparing the list with what was sent
text-work-looking-up = Looking up the person
text-work-undoing = Removing the people of an undone run from the snapshot
text-work-erasing = Erasing the person
text-advice-smaller-segment = Nothing was sent. Split the segment, leave out columns, or give the app more disk or memory and raise the setting.
text-advice-more-resources = Give the app more disk or memory and raise the setting.
text-advice-erase-again = Give the app more disk or memory and raise the setting. Then erase the person again.
text-memory-exceeded = { $work } needs more memory than it may use (setting PREPARE_MEMORY_MB). { $advice }
text-disk-full = { $work } filled the temporary disk of the instance (TEMP_DIR). { $advice } With PREPARE_DISK_MB, each run stays below what is available.
text-disk-limit-preparing = Preparing the segment needs more than the { $limit } MB of temporary disk that it may use (setting PREPARE_DISK_MB). { $advice }
text-disk-limit = { $work } needs more temporary disk than it may use (setting PREPARE_DISK_MB). { $advice }
text-preview-disk = A preview needs more than the { $limit } MB of temporary disk that it may use (setting PREPARE_DISK_MB). A run would be prepared in pieces. Preview a smaller segment with the same columns, or raise the setting.
text-disk-one-piece = The segment is defined by a SELECT. Such a segment is prepared in one piece, and needs more than the { $limit } MB of temporary disk that it may use (setting PREPARE_DISK_MB). Define it by conditions and members, which can be prepared in pieces, select fewer rows and columns, or give the app more disk and raise the setting.
text-disk-total = The segment needs about { $needed } MB of temporary disk in total, more than { $pieces } pieces of { $piece } MB (a quarter of the setting PREPARE_DISK_MB). Split the segment, leave out columns, or give the app more disk and raise the setting.
text-file-indivisible = { $blob } cannot be divided (it is compressed, or not UTF-8, or it is not certain where its rows begin), and is too large for one instance: about { $size } MB, more than { $limit } MB. Nothing was sent. Write it as several files, as Parquet with row groups, or as CSV or JSON Lines in UTF-8 without compression.
text-too-many-rows = The segment has more than { $limit } rows (setting MAX_SEGMENT_ROWS). Split it, or raise the setting.
text-segment-too-many-bytes = The segment has { $bytes } bytes, more than { $limit } (setting MAX_SEGMENT_BYTES). Split it, or raise the setting.
text-segment-too-many-parts = The segment has { $parts } parts; their names do not fit into a run's record. Write it in fewer, larger parts.
text-too-many-parts = The segment has { $parts } parts; at most { $limit } are read.
text-row-groups-too-large = The segment's row groups are too large for the memory given (setting PREPARE_MEMORY_MB). DuckDB says: “{ $problem }”. Write Parquet in pages of 1 MB or row groups of 32 MB, or raise the setting.
text-rows-too-long = The segment's rows are too long for the memory given (setting PREPARE_MEMORY_MB). DuckDB says: “{ $problem }”.
text-select-timeout = The SELECT of the segment was stopped after { $seconds } s (setting SELECT_SECONDS). Join by keys, filter before joining, or raise the setting.

## Segments
text-segment-empty = The segment is empty.
text-segment-header-only = The segment has a header and no row. Check the export that writes it.
text-segment-no-row = The segment has no row. Check the export that writes it.
text-segment-being-written = The segment is being written. Try again later.
text-not-inspected-yet = Not inspected yet: try again.
text-segment-unreadable = The segment cannot be read. DuckDB says: “{ $problem }”.
text-reading-interrupted = Reading the segment was interrupted.
text-segment-not-found = There is no blob { $name }.csv (.tsv, .txt, .jsonl, .ndjson, .json, also .gz and .zst; .xlsx, .parquet) or { $name }/…, and no model.json, manifest or Delta table of that name. Check the name, and that its export has run.
text-several-forms = Several blobs have the name { $segment }: { $blobs }. Keep one form of the segment.
text-unusable-name = The segment { $segment } cannot be exported: a segment's name has at most 200 characters, contains none of / \ ? # and does not begin with a dot. Rename the blob or folder.
text-several-kinds = The parts of { $segment } are of several kinds: { $kinds }. Write them all in one format.
text-unknown-kind = { $blob } is of an unknown kind: only files that end with { $endings } are read, text also compressed (.gz, .zst). Write the segment in one of these formats, or move the file out of the container.
text-no-table = There is no table { $table }.
text-problem-of-table = { $table }: { $problem }
text-definition-problems = { $problems }
text-table-empty = The table { $table } of the segment { $segment } has no row. Check the export that writes it.
text-table-gone = The segment { $segment } reads the table { $table }, which no longer exists. Change the definition, or write the table again.
text-table-lacks-columns = The table { $table } has no column { $missing }. It has: { $columns }.
text-table-lacks-columns-similar = The table { $table } has no column { $missing } (did you mean { $similar }?). It has: { $columns }.
text-definition-outdated = { $missing } Change the definition of the segment { $segment }.
text-columns-missing = The segment has no such column: { $wanted }. It has: { $columns }. Change the data matching.
text-column-wanted = { $field } ← '{ $column }'
text-column-wanted-similar = { $field } ← '{ $column }' (did you mean { $similar }?)
text-column-missing-in-part = { $blob } has no column '{ $column }' ({ $identity }), which other parts have. It has: { $columns }. Write all parts with the same columns.
text-consent-column-missing = The segment has no column '{ $column }', which says who consented to marketing ({ $channel }). Change `subscribe`.
text-table-columns-differ-in-case = The table { $table } has columns whose names differ only in upper and lower case, which a SELECT cannot read.
text-table-row-unreadable = { $blob }, line { $line }: { $problem } A definition reads the whole table, and without this row, people could be missing. Correct the file.
text-select-unparsable = The SELECT cannot be parsed. DuckDB says: “{ $problem }”.
text-select-unparsable-at = The SELECT cannot be parsed. DuckDB says: “{ $problem }” (character { $position }).
text-select-too-deep = The SELECT cannot be parsed: it is nested too deeply, or is not text.
text-select-statements = The definition has { $count } statements. Write one SELECT.
text-select-only-one = Only one SELECT is allowed, no other statement.
text-select-tables-differ-in-case = The SELECT reads tables whose names differ only in upper and lower case.
text-select-no-sample = A sample is not allowed: its rows differ from one attempt to the next.
text-select-only-catalog = Only tables of the catalog can be read.
text-select-table-function = The table function { $function } is not allowed: only tables of the catalog can be read.
text-select-table-name = The table '{ $table }' has a schema or version. Tables are named as GET /api/tables lists them, in double quotes.
text-select-function = The function { $function } is not allowed: its result may differ from one attempt to the next. For the time, use the parameters $today and $now.
text-select-clock = { $function } is not allowed. Use the parameters $today and $now.
text-select-parameters = The only parameters are $today and $now.
text-select-does-not-fit = The SELECT does not fit the tables. DuckDB says: “{ $problem }”.
text-select-failed-on-value = The SELECT failed on a value ({ $error }). All columns are text: convert them with TRY_CAST.

## Files
text-blob-archived = { $blob } is in the archive tier, which cannot be read. Rehydrate it: set its access tier to hot or cool, and start a new run when storage has finished, which takes hours.
text-storage-refuses = Storage does not return { $blob } (answer: { $answer }). Write the blob again, and start a new run.
text-storage-denies = Storage denies access to { $blob } (answer: { $answer }). Give the app's identity the role Storage Blob Data Reader on the segments container, and let the network rules of the account admit the app.
text-blob-unavailable = { $blob } could not be read from storage.
text-storage-short-answer = Storage returned { $received } of { $length } bytes of { $blob }.
text-service-timeout = { $service } did not answer within { $seconds } seconds. Try again later.
text-too-many-columns = { $blob } has too many columns ({ $columns }); at most { $limit } are read.
text-header-quote = A quoted name in the header of { $blob } does not end, or contains rows. Is a quote missing? Correct the header and write the file again.
text-header-unlike-description = { $blob } has { $columns } columns, its description { $expected }. Write both again with the same columns.
text-header-unreadable = The header of { $blob } cannot be read: “{ $problem }”.
text-quote-never-ends = { $blob }: a quoted value that begins in line { $line } does not end, and none of the next { $lines } lines is a row. Is a quote missing? Correct the file and write it again.
text-quotes-do-not-match = { $blob } has quotes that do not match.
text-nul-bytes = { $blob } is not text: it contains NUL bytes. Write it as CSV in UTF-8.
text-not-in-encoding = { $blob } is not { $encoding }: byte { $byte } of its header is { $value }. Choose the encoding in the app, declare it ({ "{" }"encoding": "windows-1250"{ "}" }) in a schema file next to it (docs/segment-formats.md), or write UTF-8.
text-unknown-encoding = { $blob } is not UTF-8, and does not look like Windows-1252. Choose the encoding in the app, declare it ({ "{" }"encoding": "windows-1250"{ "}" }) in a schema file next to it (docs/segment-formats.md), or write UTF-8.
text-json-lines-cr = The lines of { $blob } end with CR alone. In JSON Lines, lines end with LF or CRLF: write the file again that way.
text-json-first-line-long = The first line of { $blob } is longer than { $limit } MiB: its columns cannot be found. Write a shorter line at the beginning.
text-json-no-object = No line at the beginning of { $blob } is a JSON object. Write JSON Lines: one object a line, in UTF-8.
text-json-not-lines = { $blob } is JSON, but not JSON Lines: an array, or objects that span several lines. Write one object a line (jq -c '.[]' converts an array).
text-parquet-encrypted = { $blob } is encrypted: its last bytes are not a Parquet footer. Write it again.
text-parquet-no-footer = { $blob } is not a Parquet file, or is incomplete: its last bytes are not a Parquet footer. Write it again.
text-parquet-footer-longer = { $blob } is damaged: its footer is longer than the file. Write it again.
text-parquet-footer-large = The footer of { $blob } has { $size } bytes; at most { $limit } are read. Write the file with fewer columns, or in larger row groups.
text-parquet-unreadable = { $blob } is not a readable Parquet file. Write it again.
text-compressed-damaged = { $blob } is damaged: its { $format } data is incomplete or invalid. Write it again.
text-unpacks-too-large = { $blob } unpacks to more than { $limit } bytes (setting MAX_SEGMENT_BYTES). Split the segment, or raise the setting.
text-compressed-wrong-name = { $blob } is named { $suffix } but is not { $format }, or is damaged. Write it again, or rename it.
text-workbook-too-large = { $blob } has { $size } bytes; a workbook may have at most { $limit }. Save the sheet as CSV in UTF-8: CSV may be of any size.
text-workbook-no-sheet = { $blob } has no sheet '{ $sheet }'. It has: { $sheets }. Choose another one, or rename the sheet.
text-workbook-nothing-visible = { $blob } has no visible sheet with cells. Unhide the sheet, or choose it by its name: { $sheets }.
text-workbook-protected = { $blob } is protected by a password, or is an old .xls file. Save it as an .xlsx that opens without a password.
text-workbook-part-too-large = { $blob }: its part { $part } unpacks to { $size } bytes, more than { $most } ({ $limit }). Save the sheet as CSV in UTF-8: CSV may be of any size.
text-workbook-damaged = { $blob } is damaged, or is not a workbook (.xlsx). Open it in Excel and save it again as .xlsx, or save the sheet as CSV in UTF-8.
text-workbook-unusual = { $blob } is not written as Excel writes workbooks, or a row of it is longer than 2 MiB. Open it in Excel and save it again as .xlsx, or save the sheet as CSV in UTF-8.
text-workbook-unreadable = { $blob } is not a workbook that can be read ({ $error }). Open it in Excel and save it again as .xlsx, or save the sheet as CSV in UTF-8.
text-blob-unexpected = { $blob } could not be read ({ $error }). Write it again, in a simpler form if it was unusual.

## Descriptions of tables
text-schema-invalid = { $blob } is not a valid schema. Its fields are { $fields }: columns is a list of name and type, delimiter, quote and escape are one character each, header is true or false.
text-schema-unknown-fields = { $blob } is not a valid schema. Its fields are { $fields }, not { $unknown }.
text-declared-delimiter = { $document } declares the delimiter '{ $delimiter }'. A delimiter is one character that is not a letter, digit, quote or line break: write the files with a comma, a semicolon or a tab.
text-declared-encoding = { $document } declares the encoding '{ $encoding }', which is unknown. Write the files in UTF-8, or declare an encoding such as utf-8, utf-16, windows-1250, iso-8859-2 or shift_jis.
text-declared-same-characters = { $document } declares the same character for two of delimiter, quote and escape. Declare different ones.
text-declared-character = { $document } declares { $name } '{ $value }'. It must be one ASCII character that is not a letter, digit or space, or an empty text for none.
text-description-blob-missing = There is no blob { $blob }, which the segment's description needs.
text-description-too-large = { $blob } has { $size } bytes; a description may have at most { $limit }.
text-not-a-json-object = { $blob } is not a JSON object. Write it again.
text-not-json = { $blob } is not JSON in UTF-8. Write it again.
text-location-missing = { $document } names { $location }, but there is no blob { $blob }.
text-location-outside = { $document } names { $location }, which is not in the container { $container } of the storage account { $account }. Only that container is read.
text-location-dots = { $document } names { $location }: a location must not contain '..'.
text-table-no-longer-named = { $document } no longer names { $table }.
text-increments-without-keys = { $table } is in incremental folders, but its changes cannot be applied: it needs the columns Id, IsDelete, and versionnumber or SinkModifiedOn. Write the whole table.
text-model-reference = { $document }: { $table } is a reference to '{ $source }'; its data is not in this model. Export that table.
text-model-without-entities = { $document } has no list of entities. Is it a model.json of the Common Data Model?
text-incremental-partitions = { $document }: { $table } has incremental partitions ({ $kinds }), which are not supported. Write the whole table as data partitions.
text-too-many-partitions = { $document }: { $table } has more than { $limit } partitions.
text-cdm-no-match = { $document }: no blob of { $table } matches { $patterns }. Check that its export to storage has run.
text-cdm-pattern-missing = { $document } has a partition pattern without regularExpression or globPattern.
text-cdm-pattern-invalid = { $document } has a partition pattern that is not a valid regular expression.
text-cdm-too-many-manifests = { $document } refers to more than { $limit } other manifests.
text-delta-no-mapped-columns = { $blob } has none of the columns that column mapping (columnMapping) gives the table's files. Write the file again with the physical names or field ids of the table's schema.
text-delta-vector-beyond = { $blob } has { $rows } rows, but its deletion vector (deletionVectors) deletes row { $row }. Repair the Delta table.
text-delta-too-many-files = The Delta table { $table } has more than { $limit } files. Run OPTIMIZE.
text-delta-log-gaps = The log of the Delta table { $table } has gaps: commits before { $version } are missing, and no complete checkpoint replaces them.
text-delta-log-too-large = The log of the Delta table { $table } has more than { $limit } bytes. Write a checkpoint, or run OPTIMIZE.
text-delta-features = The Delta table { $table } uses reader features that are not supported: { $features }. Write the table without this feature, or as plain Parquet.
text-delta-variant = The Delta table { $table } has columns of the type variant (variantType), which is not supported: { $columns }. Write the table without this feature, or as plain Parquet.
text-delta-mapping-mode = The Delta table { $table } uses column mapping in the mode '{ $mode }' (columnMapping), which is not supported. Write the table without this feature, or as plain Parquet.
text-delta-mapping-nested = The Delta table { $table } uses column mapping (columnMapping), and its column { $column } has fields of its own, which is not supported together. Write the table without this feature, or as plain Parquet.
text-delta-unreadable = The Delta table { $table } cannot be read: “{ $problem }”. Repair the table, or write it without the feature that the message names.

## Records that change at the same time, and settings
text-record-changed = Another process changed or deleted this at the same time: { $record }.
text-records-changed = Another process changed one of the records at the same time.
text-record-busy = Too many processes are changing this at the same time: { $record }.
text-erasure-too-long = The erasure took too long and was stopped before its end. Repeat it.
text-blob-overwritten = { $blob } was overwritten or deleted while the run read it.
text-internal-error = The app could not answer. Its log says why; try again later.
text-setting-no-storage = Set { $name } or { $name }__blobServiceUri: no storage account is configured.
text-setting-no-queues = Set { $name }__queueServiceUri beside { $name }__blobServiceUri.
text-setting-invalid = { $name }: { $problem } Its value is '{ $value }'.

## Values of fields that are not valid
text-field-invalid = { $field }: { $problem }
text-field-not-valid = This value is not valid (“{ $problem }”).
text-field-required = This field is required.
text-field-named-required = The field { $name } is required.
text-field-unknown = There is no such field.
text-field-text = Text is needed.
text-field-number = A number is needed.
text-field-whole-number = A whole number is needed.
text-field-list = A list is needed.
text-field-object = An object with fields is needed.
text-field-json = This is not valid JSON (“{ $problem }”).
text-field-one-of = One of these is needed: { $allowed }.
text-field-empty = This must not be empty.
text-field-min-characters = Minimum number of characters: { $limit }.
text-field-max-characters = Maximum number of characters: { $limit }.
text-field-min-entries = Minimum number of entries: { $limit }.
text-field-max-entries = Maximum number of entries: { $limit }.
text-field-at-least = The lowest value is { $limit }.
text-field-at-most = The highest value is { $limit }.
text-field-more-than = The value must be more than { $limit }.
text-field-less-than = The value must be less than { $limit }.
text-field-between = A number from { $least } to { $most } is needed.
text-field-pattern = It must match the pattern { $pattern }.
text-field-time = Write a time with its zone, such as 2026-11-21T06:00:00Z.
text-field-nul = A NUL character is not allowed.
text-cursor-invalid = This cursor was not returned by this API.
text-field-user-id = Give the ID of a user. POST /api/users/search finds it by the user's name.
text-field-users-twice = Each user or group can be listed only once.
text-field-one-credential = Give one of these: api_key, secret_name (the name of a secret in the vault) or sign_in.
text-field-code-or-error = Give either code or error, as Klaviyo sent it.
text-field-schedule-or-enabled = Give schedule, enabled, or both.
text-field-https-host = https:// and a host are needed, without a user name or password.
text-field-https = It must begin with https:// (http:// only to this machine).
text-field-operator-no-value = { $operator } takes no value.
text-field-operator-a-value = { $operator } takes a value.
text-field-operator-one-value = { $operator } takes one value.
text-field-operator-number = { $operator } takes a number, with a point before decimals.
text-field-operator-time = { $operator } takes a date or time such as 2026-11-22 or 2026-11-22T10:30:00Z.
text-field-operator-days = { $operator } takes a number of days from 0 to { $limit }.
text-field-too-deep = Conditions can be nested at most { $limit } levels deep.
text-field-too-many-conditions = Maximum number of conditions: { $limit }.
text-field-consent-both = '{ $value }' is in both true_values and false_values. Remove it from one of them.
text-field-consent-no-value = when_false is { $action }, but no value means no. List such values in false_values: a blank cell means neither yes nor no.
text-field-consent-no-channel = Give a rule for at least one channel, or null so that consent is not changed.
text-field-push-no-revoke = Revoking push needs the tokens of the devices. Set its when_false to nothing.
text-field-consent-account = Klaviyo keeps one consent to { $channel } for the whole account. Set its scope to all.
text-field-suppress-email-only = Klaviyo suppresses email addresses only. For { $channel }, set when_false to unsubscribe.
text-field-hold-when-empty = Name at least one condition, or leave hold_when out.
text-field-segment-name = A segment's name has at most 200 characters, contains none of / \ ? # and does not begin with a dot. Rename the blob or folder.
text-field-segment-twice = A segment is listed twice.
text-field-cron-fields = A cron expression has five fields: minute, hour, day of month, month, day of week.
text-field-cron-invalid =
    This field of the cron expression is not valid: { $part ->
        [minute] minute
        [hour] hour
        [day-of-month] day of month
        [month] month
       *[day-of-week] day of week
    }.
text-field-cron-never = This cron expression never comes due.
text-field-time-zone = This is not an IANA time zone; use, for example, Europe/Berlin or UTC.
text-field-column-or-constant = Give either a column or a constant.
text-field-constant-alone = A constant cannot have type or blank.
text-field-wildcard = "*" maps all other columns; use { "{" }"*": "*"{ "}" }.
text-field-property-name = The name of a property has 1 to 255 characters, no control characters, and not only spaces.
text-field-identity-needed = This field identifies people: map a column to it.
text-field-identity-blank = Rows without this field are not sent, so blank does not apply.
text-field-type-of-property = Only properties have a type.
text-field-needs-column = A column is needed. A constant would merge all profiles into one.
text-field-needs = Required: { $takes }.
text-field-profiles-or-percent = Give either profiles or percent.

## Single rows that are not sent
text-row-quote-runs-on = A quoted value begins in this row and does not end in it, but the next lines are rows. Is a quote missing?
text-row-quote-never-ends = A quoted value begins in this row and does not end as it should: a quote in it is missing or not doubled.
text-row-quote-stray-end = A quoted value that begins in a broken row above seems to end in this row.
text-row-too-long = The row is longer than { $limit } MiB.
text-row-damaged = The row contains bytes that are not text in the encoding of the file.
text-row-nul = The row contains a NUL character.
text-row-more-fields = The row has more fields than the header: { $found } instead of { $width }.
text-row-fewer-fields = The row has fewer fields than the header ({ $found } instead of { $width }), and it follows a broken row.
text-row-no-json-object = The line is not a JSON object, is longer than 2 MiB, or contains something that is not text: a damaged byte, or one half of a character.
text-row-duplicate = The same person is in a later row, at line { $line } of { $blob }; that row counts.
text-row-klaviyo = Klaviyo says: { $answer }
text-row-not-named = Klaviyo counts it among the failed profiles of import job { $job }, but names no row.
text-row-phone-invalid = No valid number can be read from it.
text-row-phone-extension = It has an extension: without it, the number is the switchboard's, not the person's.
text-row-phone-letters = It has letters, which numbers of its country do not have.
text-row-phone-lost-digits = It is written as a decimal number, whose last digits may be lost.
text-row-email-no-at = There is no @-sign.
text-row-email-several-at = There is more than one @-sign.
text-row-email-nothing-before = There must be something before the @-sign.
text-row-email-nothing-after = There must be something after the @-sign.
text-row-email-dots = A dot is at the beginning or end of a part, or two dots are next to each other.
text-row-email-too-long = It is longer than addresses can be.
text-row-email-control = It contains control characters.
text-row-email-spaces = It contains spaces.
text-row-email-characters = It contains characters that are not allowed there: { $characters }
text-row-email-letters-before = Letters beyond ASCII are not possible before the @-sign: { $characters }
text-row-email-domain-letters = Its domain has letters beyond ASCII; write { $domain } instead.
text-row-email-top-level = The domain does not end with a top-level domain.
text-row-email-other = It is not well-formed.
text-row-key-twice = The object has the same key twice: it is not certain which value is meant.

## Titles of errors, by type
text-error-internal = Something went wrong inside the app
text-error-configuration = The app is not configured correctly
text-error-invalid-request = Some values are not valid
text-error-sign-in-required = Sign in first
text-error-not-allowed = You are not allowed to do this
text-error-not-found = Not found
text-error-method-not-allowed = The app does not accept this request
text-error-cross-site = The request came from another website
text-error-conflict = This contradicts the current state
text-error-connection-in-use = Exports use this connection
text-error-segment-in-use = Exports use this segment
text-error-approval-required = Another administrator has to approve this
text-error-already-exported = Another export sends this segment to this list
text-error-run-active = The export is already running
text-error-stale-version = Someone else changed this in the meantime
text-error-request-too-large = The request is too large
text-error-length-required = The request was sent without its length
text-error-idempotency-key-reused = The idempotency key was already used for another request
text-error-run-failed = The run failed
text-error-segment-not-found = The segment was not found
text-error-segment-empty = The segment is empty
text-error-segment-unreadable = The segment cannot be read
text-error-segment-inaccessible = Storage denies access to the segment
text-error-segment-too-large = The segment exceeds a limit
text-error-retry-record-missing = The record of the rows to resend is missing
text-error-undo-record-missing = The record of the people to remove is missing
text-error-staging-lost = A temporary file of the run was deleted
text-error-temp-disk-full = There is not enough temporary disk for the segment
text-error-segment-changed = The segment was overwritten while it was being read
text-error-held-for-confirmation = The run is waiting for confirmation
text-error-canary-failed = The first portion failed
text-error-canary-not-confirmed = The first portion was not confirmed in time
text-error-list-check-outdated = The list check is outdated
text-error-over-limit = The run would exceed the profile limit
text-error-column-missing = A mapped column is missing from the segment
text-error-definition-invalid = The segment's definition does not fit its tables
text-error-connection-missing = The export has no connection
text-error-list-not-found = The Klaviyo list was not found
text-error-key-refused = Klaviyo refused the key or the sign-in
text-error-nondeterministic-preparation = The run could not continue
text-error-step-failed = A step of the run failed repeatedly
text-error-chunk-refused = Klaviyo refused the profiles
text-error-state-conflict = Someone else changed the record
text-error-unavailable = A service is temporarily unavailable
text-error-rate-limited = Klaviyo's rate limit is reached
text-error-newer-version = The record was written by a newer version of the app
text-error-webhook-failed = The webhook did not accept the message
text-error-preview-active = A preview is already being prepared
text-error-undo-impossible = The run cannot be undone
