# 給使用者的文字：以 en.ftl 為準。

## Warnings about values
text-emails-left-out =
    { $count ->
       *[other] 有 { $count } 個電子郵件地址因格式無效而略去。
    }
text-phones-unreadable =
    { $count ->
       *[other] 有 { $count } 個電話號碼因無法讀作 { $country } 的有效號碼而略去。
    }
text-phones-unreadable-no-country =
    { $count ->
       *[other] 有 { $count } 個電話號碼因無法讀作有效號碼而略去（匯出沒有預設國家或地區）。
    }
text-phones-extension =
    { $count ->
       *[other] 有 { $count } 個電話號碼因帶有內線而略去：沒有內線，該號碼屬於總機而非本人。
    }
text-phones-letters =
    { $count ->
       *[other] 有 { $count } 個電話號碼因含有字母而略去，該國家或地區的號碼並無字母。
    }
text-phones-lost-digits =
    { $count ->
       *[other] 有 { $count } 個電話號碼因寫成小數而略去，最後幾位數字可能已遺失（例如 4.93E+11）。請將該欄寫成文字或整數。
    }
text-values-invalid =
    { $count ->
       *[other] 欄「{ $column }」有 { $count } 個值已略去。{ $field } 接受：{ $takes }。
    }
text-values-lost-digits =
    { $count ->
       *[other] 欄「{ $column }」有 { $count } 個值因寫成小數而略去，最後幾位數字可能已遺失（例如 4.93E+11）。請將該欄寫成文字或整數。
    }
text-values-placeholder =
    { $count ->
       *[other] 欄「{ $column }」有 { $count } 個值當作空白：{ $field } 中的 { $placeholders } 表示沒有值，共用該值的所有人在 Klaviyo 會變成同一人。請將這類值留空。
    }
text-values-formula =
    { $count ->
       *[other] 欄「{ $column }」有 { $count } 個值在傳送時除去了外圍的試算表公式（="…"）。請將這類值寫成文字。
    }
text-values-placeholder-name =
    { $count ->
       *[other] 欄「{ $column }」有 { $count } 個值看來不像姓名，但仍已傳送：{ $placeholders }。請將這類值留空。
    }
text-takes-number = 數字，以點號作小數點
text-takes-boolean = true 或 false、yes 或 no、1 或 0
text-takes-date = 日期，最好寫成 2026-11-22 或 2026-11-22T10:30:00Z
text-takes-list = 單層 JSON 陣列，或以分號或逗號分隔的文字
text-takes-external-id = 最多 255 個字元
text-takes-locale = BCP 47 語言及地區標籤：`en`、`en-US`、`zh-Hant-TW`（`en_US` 會以 `en-US` 傳送）
text-takes-image = 最多 2,000 個字元的 http 或 https URL
text-takes-country = 名稱或代碼：不含數字，最多 100 個字元
text-takes-latitude = −90 至 90 的小數
text-takes-longitude = −180 至 180 的小數
text-takes-time-zone = IANA 時區資料庫中的名稱：`Europe/Berlin`
text-takes-ip = IPv4 或 IPv6 位址
text-shared-identifiers-omitted =
    { $values ->
       *[other] 有 { $values } 個{ $field ->
            [phone_number] 電話號碼
            [email] 電子郵件地址
           *[external_id] 外部識別碼
        }屬於多於一人（共 { $people } 人），已從他們所有人略去：Klaviyo 會合併這些人。詳見 shared-identifiers.csv。
    }
text-shared-identifiers-sent-last =
    { $values ->
       *[other] 有 { $values } 個{ $field ->
            [phone_number] 電話號碼
            [email] 電子郵件地址
           *[external_id] 外部識別碼
        }屬於多於一人（共 { $people } 人），只隨最後一人傳送：Klaviyo 會合併這些人。詳見 shared-identifiers.csv。
    }
text-consent-contradictory =
    { $count ->
       *[other] 有 { $count } 人的列既有同意又有拒絕市場推廣，以該人的最後一列為準。
    }
text-consent-unreachable =
    { $count ->
       *[other] 有 { $count } 人同意 { $channel }，但其列沒有可以傳送的{ $field ->
            [phone_number] 電話號碼
            [email] 電子郵件地址
           *[external_id] 外部識別碼
        }：未有為他們訂閱。
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }：文字並非 UTF-8，已作 Windows-1252 讀取。請在應用程式選擇編碼，或在旁邊的結構描述檔案中聲明 { "{" }"encoding": "windows-1250"{ "}" }（docs/segment-formats.md），或寫成 UTF-8。
text-read-as-windows-1252-more =
    { $more ->
       *[other] { $blob } 及另外 { $more } 個檔案：文字並非 UTF-8，已作 Windows-1252 讀取。請在應用程式選擇編碼，或在旁邊的結構描述檔案中聲明 { "{" }"encoding": "windows-1250"{ "}" }（docs/segment-formats.md），或寫成 UTF-8。
    }
text-columns-of-other-parts = { $blob }：欠缺其他部分所有的欄，已當作空白：{ $columns }。
text-columns-of-other-parts-more =
    { $more ->
       *[other] { $blob } 及另外 { $more } 個檔案：欠缺其他部分所有的欄，已當作空白：{ $columns }。
    }
text-columns-gone = 上次執行的欄已不存在（{ $count }）：{ $columns }。Klaviyo 會保留先前傳送的值。
text-columns-not-mapped = 名稱以 $ 開頭或不能用作屬性名稱的欄未有對應：{ $columns }。

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
       *[other] 取消執行時已有 { $count } 個設定檔傳送到 Klaviyo，執行沒有等待其匯入。它們計作失敗（未確認），但可能已在清單上。請重試執行以再次傳送：對 Klaviyo 已有的設定檔並無影響。
    }
text-rejects-file-missing = 無法寫入未傳送的列的檔案；原因載於應用程式記錄。
text-people-not-removed =
    { $count ->
       *[other] 有 { $count } 名已離開客戶細分的人無法從清單移除：{ $reason }
    }
text-fields-not-cleared =
    { $count ->
       *[other] 有 { $count } 人的現已空白的欄位仍有舊值：{ $reason }
    }
text-people-not-subscribed =
    { $count ->
       *[other] 有 { $count } 名已同意市場推廣的人無法訂閱：{ $reason }
    }
text-people-not-unsubscribed =
    { $count ->
       *[other] 有 { $count } 名已拒絕市場推廣的人無法退訂：{ $reason }
    }
text-people-not-suppressed =
    { $count ->
       *[other] 有 { $count } 名已拒絕市場推廣的人無法封鎖：{ $reason }
    }
text-next-run-tries-again = 下次執行會再試。
text-batch-missing = 此工作的資料已不在儲存空間。
text-klaviyo-answered = { $request } 回應 { $status }：{ $answer }
text-given-up = 嘗試 { $attempts } 次後放棄：{ $reason }
text-import-job-missing = Klaviyo 已沒有此匯入工作。
text-import-job-ended = Klaviyo 已結束匯入工作：{ $status }。
text-import-job-overdue = 匯入工作在 { $hours } 小時後的狀態仍是 { $status }。
text-import-job-unknown = 在 { $hours } 小時內無法向 Klaviyo 查詢匯入工作。
text-chunk-refused = Klaviyo 拒絕接收但沒有指明設定檔，分拆後亦找不到原因：{ $answer }
text-chunk-refused-again = Klaviyo 已拒絕 { $times } 次：{ $reason }
text-chunk-body-missing = 要傳送的資料已不在儲存空間。
text-untranslated = { $detail }

## Removals that wait
text-removal-held-empty =
    { $planned ->
       *[other] 客戶細分是空的，因此全部 { $planned } 人都會從清單移除。目前沒有移除任何人。如果正確，請確認此執行的移除；如果不正確，請更正客戶細分。
    }
text-removal-held-share =
    { $planned ->
       *[other] 有 { $planned } 人離開客戶細分，佔清單人數的 { $share }%；上限是 { $limit }%。目前沒有移除任何人。如果正確，請確認此執行的移除；如果不正確，請更正客戶細分。
    }
text-removal-held-unidentifiable =
    { $rows ->
       *[other] 有 { $planned } 人離開客戶細分，但沒有可用{ $identity ->
            [phone_number] 電話號碼
            [email] 電子郵件地址
           *[external_id] 外部識別碼
        }的列比之前多了 { $rows } 列：他們可能是同一批人。目前沒有移除任何人。如果正確，請確認此執行的移除；如果不正確，請更正客戶細分。
    }
text-removal-held-other-identity = 沒有移除任何人：此清單的另一個匯出以其他識別方式識別人員，因此無法得知哪些人因該匯出而在清單上。請為此清單的所有匯出設定相同的識別方式，或為每個匯出設定各自的清單。

## Runs that wait for a confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] 將在 Klaviyo 建立約 { $count } 個新設定檔；匯出的上限是 { $limit }。
       *[exact] 將在 Klaviyo 建立 { $count } 個新設定檔；匯出的上限是 { $limit }。
    }
text-held-plan-unknown = 無法檢查方案用量：金鑰需要範圍 usage:read。
text-held-plan-share = 將使用方案設定檔的 { $share }%；匯出的上限是 { $limit }%。
text-held-flows-unknown = 無法檢查清單的流程：金鑰需要範圍 flows:read。
text-canary-flows = 傳送首批期間，清單有流程開始使用：{ $flows }。
text-canary-failed = Klaviyo 未有接受足夠的首批設定檔。未接受：{ $tried } 個中的 { $bad } 個（{ $share }%）；匯出的上限是 { $limit }%。未傳送：{ $others }。請查看被拒列的檔案，修正原因，然後開始新的執行：它會傳送 Klaviyo 未有接受的所有內容。
text-canary-not-confirmed = 首批已傳送（{ $profiles }），但沒有使用者在限期內確認其餘的人（小時：{ $hours }）。下次執行會傳送其餘的人。
text-held-flows =
    { $count ->
       *[other] 將有 { $count } 人啟動清單的流程：{ $flows }。
    }
text-run-held = { $reasons } 沒有傳送任何內容。如果正確，請確認執行。
text-limit-of-export = 執行將傳送 { $profiles } 個設定檔；匯出的上限是 { $limit }。
text-limit-of-connection = 執行將傳送 { $profiles } 個設定檔；連接的上限是 { $limit }。
text-run-over-limit = { $limit } 沒有傳送任何內容。請縮小客戶細分，或提高上限。
text-preview-over-limit = { $limit } 執行將會略過。
text-preview-update-only = 模式「只更新」：執行會略去 Klaviyo 沒有的人。這裏的數字包括他們。

## Notes
text-all-sent-list-changed = 傳送全部設定檔，而不只是有變更的：清單在上次執行後已更改。
text-all-sent-matching-changed = 傳送全部設定檔，而不只是有變更的：資料相符在上次執行後已更改。
text-all-sent-other-version = 傳送全部設定檔，而不只是有變更的：快照由應用程式的另一版本寫入。
text-all-sent-full = 傳送全部設定檔，而不只是有變更的：這是完整同步。
text-all-sent-other-account = 傳送全部設定檔，而不只是有變更的：連接現已指向另一個 Klaviyo 帳戶。
text-all-sent-identity-changed = 傳送全部設定檔，而不只是有變更的：識別方式在上次執行後已更改。其後離開的人會留在清單上。
text-all-sent-snapshot-missing = 傳送全部設定檔，而不只是有變更的：找不到上次快照的檔案。
text-all-sent-removal-missing = 傳送全部設定檔，而不只是有變更的：找不到另一次執行從清單移除的人的記錄。
text-opted-out-at-klaviyo =
    { $count ->
       *[other] 有 { $count } 人在客戶細分中同意，但已在 Klaviyo 退訂：未有為他們訂閱。詳見 not-subscribed.csv。
    }

## Alerts
text-alert-rejected-share = { $share }% 的列被拒絕或失敗（{ $bad }／{ $read }）；上限是 { $limit }%。
text-alert-more-rows = 執行讀取了 { $read } 列，比平常（{ $usual }）多 { $deviation }%；上限是 { $limit }%。
text-alert-fewer-rows = 執行讀取了 { $read } 列，比平常（{ $usual }）少 { $deviation }%；上限是 { $limit }%。
text-alert-duration = 執行用了 { $minutes } 分鐘；上限是 { $limit } 分鐘。
text-alert-no-run-by = 在 { $time }（{ $zone }）前沒有執行正常結束。

## Reasons why rows are not sent
text-reject-email-missing = 此列沒有電子郵件地址。
text-reject-email-malformed = 電子郵件地址格式無效。
text-reject-phone-number-missing = 此列沒有用作識別的電話號碼。
text-reject-phone-number-malformed = 用作識別的電話號碼無法讀作有效號碼。
text-reject-external-id-missing = 此列沒有用作識別的外部識別碼。
text-reject-external-id-malformed = 用作識別的外部識別碼過長，或遺失了數字（例如 4.93E+11）。
text-reject-profile-too-large = 設定檔大於 Klaviyo 的上限 100 KB。
text-reject-malformed-row = 無法讀取此列。
text-reject-duplicate = 同一人在較後的列出現；以最後一列為準。
text-reject-refused-by-klaviyo = Klaviyo 拒絕此設定檔。
text-reject-not-found = Klaviyo 沒有此識別的設定檔，而模式是「只更新」。
text-reject-import-failed = Klaviyo 無法匯入此設定檔。
text-reject-chunk-failed = 無法傳送匯入工作。
text-reject-not-sent = 執行在傳送此列前已結束。
text-reject-unconfirmed = 此列已傳送到 Klaviyo，但結果不明。

## Undoing a run

text-undo-people-left = { $count } 人無法從清單移除；請再次還原此執行。
text-undo-others-sending = { $count } 人暫時保留：另一個匯出正在傳送他們。請待該匯出的執行結束後，再次還原此執行。
text-undo-imports-late = 執行停止時，Klaviyo 尚未確認全部設定檔，仍可能將人員加入清單。請於一小時後再次還原此執行。
text-undo-stayed = 已還原的執行中有 { $count } 人留在清單上：另一個匯出將他們保留在清單上，或他們在該執行之前或之後加入。
text-undo-absent = 已還原的執行中有 { $count } 人已不在清單上。
text-undo-not-ended = 執行仍在進行。請取消它或等待結束，然後還原。
text-undo-is-undo = 此執行是用來還原另一個執行的，本身無法還原。請執行匯出以再次加入人員。
text-undo-undone = 此執行已還原。
text-undo-nothing-added = 此執行沒有將任何人加入清單，因此沒有人需要移除。
text-undo-not-recorded = 沒有此執行加入了誰的記錄。請在 Klaviyo 移除人員。
text-undo-expired = 此執行加入了誰的記錄已刪除：記錄只保留一段時間。請在 Klaviyo 移除人員。
text-undo-export-removed = 此執行的匯出已移除。請在 Klaviyo 移除人員。
text-undo-connection-changed = 匯出在該執行之後使用另一個連線或 Klaviyo 帳戶，或沒有連線。請選擇該執行的連線，然後還原。
text-undo-other-identity = 此清單的另一個匯出以另一種身分識別人員，因此無法得知它在清單上有誰。請為清單的所有匯出設定相同的身分，然後還原此執行。
text-undo-export-running = 此匯出的另一個執行正在進行。請先取消它或等待它結束。
