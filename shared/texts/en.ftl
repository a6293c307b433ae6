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
        [one] 1 phone number was left out, because it has letters, as numbers of that country have not.
       *[other] { $count } phone numbers were left out, because they have letters, as numbers of that country have not.
    }
text-phones-lost-digits =
    { $count ->
        [one] 1 phone number was left out, because it is written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
       *[other] { $count } phone numbers were left out, because they are written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
    }
text-values-invalid =
    { $count ->
        [one] 1 value of the column '{ $column }' was left out: { $field } takes { $takes }.
       *[other] { $count } values of the column '{ $column }' were left out: { $field } takes { $takes }.
    }
text-values-lost-digits =
    { $count ->
        [one] 1 value of the column '{ $column }' was left out: written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
       *[other] { $count } values of the column '{ $column }' were left out: written as a decimal number, whose last digits may be lost (such as 4.93E+11). Write the column as text or as whole numbers.
    }
text-values-placeholder =
    { $count ->
        [one] 1 value of the column '{ $column }' was taken as blank: { $placeholders } in { $field } says that there is none, and all who share it would become one person at Klaviyo. Leave such values blank.
       *[other] { $count } values of the column '{ $column }' were taken as blank: { $placeholders } in { $field } says that there is none, and all who share it would become one person at Klaviyo. Leave such values blank.
    }
text-values-formula =
    { $count ->
        [one] 1 value of the column '{ $column }' was sent without the spreadsheet formula (="…") around. Write such values as text.
       *[other] { $count } values of the column '{ $column }' were sent without the spreadsheet formula (="…") around. Write such values as text.
    }
text-values-placeholder-name =
    { $count ->
        [one] 1 value of the column '{ $column }' was sent although it looks like no name: { $placeholders }. Leave such values blank.
       *[other] { $count } values of the column '{ $column }' were sent although they look like no name: { $placeholders }. Leave such values blank.
    }
text-takes-number = a number, with a point before decimals
text-takes-boolean = true or false, yes or no, 1 or 0
text-takes-date = a date, best as 2026-11-22 or 2026-11-22T10:30:00Z
text-takes-list = a flat JSON array, or texts separated by semicolons or commas
text-takes-external-id = at most 255 characters
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
           *[external_id] external id
        } belongs to more than one person, { $people } people together, and was left out of all of them: Klaviyo would merge these people. shared-identifiers.csv lists them.
       *[other] { $values } { $field ->
            [phone_number] phone numbers
            [email] email addresses
           *[external_id] external ids
        } belong to more than one person, { $people } people together, and were left out of all of them: Klaviyo would merge these people. shared-identifiers.csv lists them.
    }
text-shared-identifiers-sent-last =
    { $values ->
        [one] 1 { $field ->
            [phone_number] phone number
            [email] email address
           *[external_id] external id
        } belongs to more than one person, { $people } people together, and was sent with the last of them alone: Klaviyo would merge these people. shared-identifiers.csv lists them.
       *[other] { $values } { $field ->
            [phone_number] phone numbers
            [email] email addresses
           *[external_id] external ids
        } belong to more than one person, { $people } people together, and were sent with the last of them alone: Klaviyo would merge these people. shared-identifiers.csv lists them.
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
           *[external_id] external id
        } that can be sent: not subscribed.
       *[other] { $count } people say yes to { $channel }, but their rows have no { $field ->
            [phone_number] phone number
            [email] email address
           *[external_id] external id
        } that can be sent: they are not subscribed.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }: read as Windows-1252, since the text is not UTF-8. Choose the encoding in the app, declare it, { "{" }"encoding": "windows-1250"{ "}" }, in a schema file next to it (docs/segment-formats.md), or write UTF-8.
text-read-as-windows-1252-more =
    { $more ->
        [one] { $blob } and 1 more: read as Windows-1252, since the text is not UTF-8. Choose the encoding in the app, declare it, { "{" }"encoding": "windows-1250"{ "}" }, in a schema file next to it (docs/segment-formats.md), or write UTF-8.
       *[other] { $blob } and { $more } more: read as Windows-1252, since the text is not UTF-8. Choose the encoding in the app, declare it, { "{" }"encoding": "windows-1250"{ "}" }, in a schema file next to it (docs/segment-formats.md), or write UTF-8.
    }
text-columns-of-other-parts = { $blob }: columns that other parts have are missing and taken as blank: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
        [one] { $blob } and 1 more: columns that other parts have are missing and taken as blank: { $columns }.
       *[other] { $blob } and { $more } more: columns that other parts have are missing and taken as blank: { $columns }.
    }
text-columns-gone = Columns of the last run no longer exist ({ $count }): { $columns }. Klaviyo keeps the values sent earlier.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
        [one] 1 profile had been sent to Klaviyo when the run was canceled; the run did not wait for its import. It counts as failed (unconfirmed), and the list may have it. Retry the run to send it again: that is harmless if Klaviyo has it.
       *[other] { $count } profiles had been sent to Klaviyo when the run was canceled; the run did not wait for their import. They count as failed (unconfirmed), and the list may have them. Retry the run to send them again: that is harmless for those that Klaviyo has.
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
        [one] 1 person left the segment, { $share } % of those on the list; the limit is { $limit } %. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
       *[other] { $planned } people left the segment, { $share } % of those on the list; the limit is { $limit } %. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
    }
text-removal-held-unidentifiable =
    { $rows ->
        [one] { $planned } people left the segment, but 1 more row has no usable { $identity ->
            [phone_number] phone number
            [email] email address
           *[external_id] external id
        } than before: they may be the same people. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
       *[other] { $planned } people left the segment, but { $rows } more rows have no usable { $identity ->
            [phone_number] phone number
            [email] email address
           *[external_id] external id
        } than before: they may be the same people. No one was removed. If this is right, confirm the removal of this run; if not, correct the segment.
    }
text-removal-held-other-identity = No one was removed: another export of this list names people by another identity, so that no one can tell whom it has on the list. Give all exports of the list the same identity, or a list of its own to each.

## Runs that wait for a confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] About { $count } new profiles would be created at Klaviyo; the export's limit is { $limit }.
       *[exact] { $count } new profiles would be created at Klaviyo; the export's limit is { $limit }.
    }
text-held-plan-unknown = The use of the plan cannot be checked: the key needs the scope usage:read.
text-held-plan-share = { $share } % of the plan's profiles would be used; the export's limit is { $limit } %.
text-held-flows-unknown = The flows of the list cannot be checked: the key needs the scope flows:read.
text-canary-flows = Flows of the list went live while the first portion was sent: { $flows }.
text-canary-failed = Klaviyo did not accept enough of the first portion. Not accepted: { $bad } of { $tried } ({ $share } %); the export's limit is { $limit } %. Not sent: { $others }. See the rejects file, fix the cause, and start a new run: it sends everything that Klaviyo has not accepted.
text-canary-not-confirmed = The first portion was sent ({ $profiles }), and no user confirmed the others in time (hours: { $hours }). The next run sends the others.
text-held-flows =
    { $count ->
        [one] 1 person would start the flows of the list: { $flows }.
       *[other] { $count } people would start the flows of the list: { $flows }.
    }
text-limit-of-export = The run would send { $profiles } profiles; the export's limit is { $limit }.
text-limit-of-connection = The run would send { $profiles } profiles; the connection's limit is { $limit }.
text-preview-over-limit = { $limit } It would be skipped.
text-preview-update-only = Mode update: a run leaves out people who do not exist at Klaviyo. The counts here include them.

## Notes
text-all-sent-list-changed = All profiles are sent, not only what changed: the list was changed since the last run.
text-all-sent-matching-changed = All profiles are sent, not only what changed: the data matching was changed since the last run.
text-all-sent-other-version = All profiles are sent, not only what changed: the snapshot was written by another version of the app.
text-all-sent-full = All profiles are sent, not only what changed: this run was started with `full`.
text-all-sent-other-account = All profiles are sent, not only what changed: the connection is to another Klaviyo account since the last run.
text-all-sent-identity-changed = All profiles are sent, not only what changed: the identity was changed since the last run. People who left since then stay on the list.
text-opted-out-at-klaviyo =
    { $count ->
        [one] 1 person says yes in the segment, but opted out at Klaviyo: not subscribed. not-subscribed.csv lists them.
       *[other] { $count } people say yes in the segment, but opted out at Klaviyo: not subscribed. not-subscribed.csv lists them.
    }

## Alerts
text-alert-rejected-share = { $share } % of the rows were rejected or failed ({ $bad } of { $read }); the limit is { $limit } %.
text-alert-more-rows = The run read { $read } rows, { $deviation } % more than usual ({ $usual }); the limit is { $limit } %.
text-alert-fewer-rows = The run read { $read } rows, { $deviation } % fewer than usual ({ $usual }); the limit is { $limit } %.
text-alert-duration = The run took { $minutes } minutes; the limit is { $limit } minutes.
text-alert-no-run-by = No run had ended normally by { $time } ({ $zone }).

## Reasons why rows are not sent
text-reject-email-missing = The row has no email address.
text-reject-email-malformed = The email address is not well-formed.
text-reject-phone-number-missing = The row has no phone number, which is the identity.
text-reject-phone-number-malformed = No valid phone number, which is the identity, can be read.
text-reject-external-id-missing = The row has no external id, which is the identity.
text-reject-external-id-malformed = The external id, which is the identity, is too long or has lost digits (as 4.93E+11).
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
text-untranslated = { $detail }
text-columns-not-mapped = Columns whose names begin with $ or cannot be property names were not mapped: { $columns }.
text-all-sent-snapshot-missing = All profiles are sent, not only what changed: the file of the last snapshot is gone.
text-all-sent-removal-missing = All profiles are sent, not only what changed: the record of people whom another run removed from the list is gone.
text-given-up = Given up after { $attempts } attempts: { $reason }
text-import-job-missing = Klaviyo no longer has the import job.
text-import-job-ended = Klaviyo ended the import job: { $status }.
text-import-job-overdue = The import job was still { $status } after { $hours } hours.
text-import-job-unknown = Klaviyo could not be asked about the job within { $hours } hours.
text-chunk-refused = Klaviyo refused it without naming a profile, and splitting it found no cause: { $answer }
text-chunk-body-missing = The chunk's body is no longer in storage.
text-chunk-refused-again = Klaviyo refused it { $times } times: { $reason }
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
        [one] 1 person of the undone run stays on the list: another export has them on it, or they joined it before or after that run.
       *[other] { $count } people of the undone run stay on the list: another export has them on it, or they joined it before or after that run.
    }
text-undo-absent =
    { $count ->
        [one] 1 person of the undone run was not on the list any more.
       *[other] { $count } people of the undone run were not on the list any more.
    }
text-undo-not-ended = The run is still active. Cancel it or wait for its end, then undo it.
text-undo-is-undo = This run undoes another one and cannot be undone itself. Run the export to add the people again.
text-undo-undone = The run was undone already.
text-undo-nothing-added = The run added no one to the list, so there is no one to remove.
text-undo-not-recorded = There is no record of whom the run added. Remove the people in Klaviyo.
text-undo-expired = The record of whom the run added was deleted: it is kept for a limited time. Remove the people in Klaviyo.
text-undo-export-removed = The export of the run was removed. Remove the people in Klaviyo.
text-undo-connection-changed = The export has another connection or Klaviyo account since that run, or none. Choose the connection of the run, then undo it.
text-undo-other-identity = Another export of this list names people by another identity, so the app cannot tell whom it has on the list. Give all exports of the list the same identity, then undo the run.
text-undo-export-running = Another run of the export is active. Cancel it or wait for its end first.
