# 給使用者的文字：以 en.ftl 為準。

## Warnings about values
text-emails-left-out =
    { $count ->
       *[other] 有 { $count } 個電郵地址因格式無效而略去。
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
text-takes-date = 日期，例如 2026-11-22 或 2026-11-22T10:30:00Z
text-takes-list = 單層 JSON 陣列，或以分號或逗號分隔的文字
text-takes-external-id = 最多 255 個字元的文字
text-takes-locale = BCP 47 語言及地區標籤：`en`、`en-US`、`zh-Hant-TW`（`en_US` 會以 `en-US` 傳送）
text-takes-image = 最多 2,000 個字元的 http 或 https URL
text-takes-country = 名稱或代碼：不含數字，最多 100 個字元
text-takes-latitude = −90 至 90 的小數
text-takes-longitude = −180 至 180 的小數
text-takes-time-zone = IANA 時區資料庫中的名稱：`Europe/Berlin`
text-takes-ip = IPv4 或 IPv6 地址
text-shared-identifiers-omitted =
    { $values ->
       *[other] 有 { $values } 個{ $field ->
            [phone_number] 電話號碼
            [email] 電郵地址
           *[external_id] 外部識別碼
        }屬於多於一人（共 { $people } 人），已從他們所有人略去：Klaviyo 會合併這些人。詳見 shared-identifiers.csv。
    }
text-shared-identifiers-sent-last =
    { $values ->
       *[other] 有 { $values } 個{ $field ->
            [phone_number] 電話號碼
            [email] 電郵地址
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
            [email] 電郵地址
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
text-failed-unconfirmed =
    { $count ->
       *[other] 執行失敗時已有 { $count } 個設定檔傳送到 Klaviyo，其匯入尚未確認。它們計作失敗（未確認），但可能已在清單上。請重試執行以再次傳送：對 Klaviyo 已有的設定檔並無影響。
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
       *[other] 無法為 { $count } 名已同意市場推廣的人訂閱：{ $reason }
    }
text-people-not-unsubscribed =
    { $count ->
       *[other] 無法為 { $count } 名已拒絕市場推廣的人退訂：{ $reason }
    }
text-people-not-suppressed =
    { $count ->
       *[other] 無法封鎖 { $count } 名已拒絕市場推廣的人：{ $reason }
    }
text-next-run-tries-again = 下次執行會再試。
text-batch-missing = 此批次的資料已不在儲存空間。
text-klaviyo-answered = 對 { $request } 的回應是 { $status }：{ $answer }
text-given-up = 嘗試 { $attempts } 次後放棄：{ $reason }
text-import-job-missing = Klaviyo 已沒有此匯入工作。
text-import-job-ended = Klaviyo 已結束匯入工作：{ $status }。
text-import-job-overdue = 匯入工作在 { $hours } 小時後的狀態仍是 { $status }。
text-import-job-unknown = 在 { $hours } 小時內無法向 Klaviyo 查詢匯入工作。
text-chunk-refused = Klaviyo 拒絕匯入工作但沒有指明設定檔，分拆後亦找不到原因：{ $answer }
text-chunk-refused-again = Klaviyo 已拒絕匯入工作 { $times } 次：{ $reason }
text-chunk-body-missing = 要傳送的資料已不在儲存空間。

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
            [email] 電郵地址
           *[external_id] 外部識別碼
        }的列比之前多了 { $rows } 列：他們可能是同一批人。目前沒有移除任何人。如果正確，請確認此執行的移除；如果不正確，請更正客戶細分。
    }
text-removal-held-other-identity = 沒有移除任何人：此清單的另一個匯出以其他識別方式識別人員，因此無法得知哪些人因該匯出而在清單上。請為此清單的所有匯出設定相同的識別方式，或為每個匯出設定各自的清單。

## Runs that wait for confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] 將在 Klaviyo 建立約 { $count } 個新設定檔；匯出的上限是 { $limit }。
       *[exact] 將在 Klaviyo 建立 { $count } 個新設定檔；匯出的上限是 { $limit }。
    }
text-held-plan-unknown = 無法檢查方案用量：金鑰需要範圍 usage:read。
text-held-plan-share = 將使用方案設定檔的 { $share }%；匯出的上限是 { $limit }%。
text-held-flows-unknown = 無法檢查清單的流程：金鑰需要範圍 flows:read。
text-canary-flows = 傳送首批期間，清單有流程開始使用：{ $flows }。
text-canary-failed = Klaviyo 未有接受足夠的首批設定檔。未接受：{ $tried } 個中的 { $bad } 個（{ $share }%）；匯出的上限是 { $limit }%。未傳送：{ $others }。請查看未傳送列的檔案，修正原因，然後開始新的執行：它會傳送 Klaviyo 未有接受的所有內容。
text-canary-not-confirmed = 首批已傳送（{ $profiles }），但沒有使用者在限期內確認其餘的人（小時：{ $hours }）。下次執行會傳送其餘的人。
text-held-flows =
    { $count ->
       *[other] 將有 { $count } 人啟動清單的流程：{ $flows }。
    }
text-run-held = { $reasons }沒有傳送任何內容。如果正確，請確認執行。
text-limit-of-export = 執行將傳送 { $profiles } 個設定檔；匯出的上限是 { $limit }。
text-limit-of-connection = 執行將傳送 { $profiles } 個設定檔；連接的上限是 { $limit }。
text-run-over-limit = { $limit }沒有傳送任何內容。請縮小客戶細分，或提高上限。
text-preview-over-limit = { $limit }執行將會略過。
text-preview-update-only = 模式「只更新」：執行會略去 Klaviyo 沒有的人。這裏的數字包括他們。

## Notes
text-all-sent-list-changed = 傳送全部設定檔，而不只是有變更的：上次執行後已改用另一個清單。
text-all-sent-matching-changed = 傳送全部設定檔，而不只是有變更的：上次執行後已更改資料相符設定。
text-all-sent-other-version = 傳送全部設定檔，而不只是有變更的：快照由應用程式的另一版本寫入。
text-all-sent-full = 傳送全部設定檔，而不只是有變更的：這是完整同步。
text-all-sent-other-account = 傳送全部設定檔，而不只是有變更的：上次執行後，連接已指向另一個 Klaviyo 帳戶。
text-all-sent-identity-changed = 傳送全部設定檔，而不只是有變更的：上次執行後已更改識別方式。其後離開的人會留在清單上。
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

## Notifications
text-notice-run-started = { $name }：執行已開始
text-notice-run-succeeded = { $name }：匯出成功
text-notice-run-completed-with-warnings = { $name }：匯出已完成但有警告
text-notice-run-failed = { $name }：匯出失敗
text-notice-run-held = { $name }：執行或其移除正在等待確認
text-notice-run-recovered = { $name }：匯出已恢復正常
text-notice-alert-raised = { $name }：已觸發警示
text-notice-alert-resolved = { $name }：警示已解除
text-notice-key-problem = { $name }：金鑰需要留意
text-notice-test = { $name }：此通知的測試
text-notice-held-before-sending = 執行正在等待確認，尚未傳送任何內容。
text-notice-removals-held = 從清單移除的人正在等待確認。人數：{ $planned }（佔此匯出在清單上的人的 { $share }%）。
text-notice-first-portion-sent = 首批已傳送；其餘的人正在等待確認。
text-notice-key-expires = 金鑰保存庫中此金鑰的秘密將於 { $expires_at } 到期。
text-notice-open = 在應用程式開啟
text-notice-fact =
    { $fact ->
        [run] 執行
        [state] 狀態
        [time] 時間
        [read] 已讀取
        [accepted] 已接受
        [unchanged] 沒有改變
        [duplicates] 重複
        [rejected] 已拒絕
        [failed] 失敗
       *[removed] 已從清單移除
    }
text-notice-state =
    { $state ->
        [successful] 成功
        [completed_with_warnings] 已完成但有警告
        [skipped] 已略過
        [canceled] 已取消
       *[failed] 失敗
    }

## Reasons why rows are not sent
text-reject-email-missing = 此列沒有電郵地址。
text-reject-email-malformed = 電郵地址格式無效。
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
text-undo-connection-changed = 匯出在該執行之後使用另一個連接或 Klaviyo 帳戶，或沒有連接。請選擇該執行的連接，然後還原。
text-undo-other-identity = 此清單的另一個匯出以其他識別方式識別人員，因此無法得知它在清單上有誰。請為此清單的所有匯出設定相同的識別方式，然後還原此執行。
text-undo-export-running = 此匯出的另一個執行正在進行。請先取消它或等待它結束。

## Requests
text-key-in-vault = 此連接的金鑰是金鑰保存庫中的秘密 { $secret }：請在金鑰保存庫更新。
text-other-account = 這屬於另一個 Klaviyo 帳戶（{ $account }，而非 { $known }）。請為該帳戶新增連接。
text-list-exists = 帳戶已有同名清單：{ $list }。請選用該清單，或改用其他名稱。
text-cross-site = 未有作出任何更改。請使用應用程式本身的頁面，或使用程式。
text-not-signed-in = 您尚未登入。請以貴機構的帳戶登入。
text-no-role = 您的帳戶在此應用程式沒有角色。請系統管理員在 Entra ID 為您指派應用程式角色 Viewer、Operator、Contributor 或 Administrator。
text-sign-in-unreadable = 無法讀取登入資料。請重新登入。
text-change-own = 此更改由您提出，須由另一位系統管理員批准。
text-change-outdated = 提出此更改後，匯出已被更改。請拒絕此更改，然後重新提出。
text-change-of-others = 只有系統管理員或提出更改的使用者可以拒絕此更改。
text-full-run-needs-approval = 傳送所有設定檔的執行須由另一位系統管理員批准；該要求為 { $change }。
text-no-change = 沒有待批准的更改 { $change }。
text-consent-needed = 未同意資料隱私權與合規性之前，不會傳送任何資料到 Klaviyo。請細閱內容，然後表示同意。
text-secret-of-sign-in = 此秘密是應用程式登入 Klaviyo 時使用的。請填寫存有 API 金鑰的秘密名稱。
text-connection-used = 以下匯出使用此連接：{ $exports }。請為它們選擇另一個連接，或以 ?exports=detach（匯出會保留但不會執行）或 ?exports=remove 移除連接。
text-exports-running = 以下匯出正在執行：{ $exports }。請等待執行結束。
text-segment-name-in-storage = 客戶細分的容器已有客戶細分 { $segment }。請選擇其他名稱。
text-segment-used = 以下匯出使用此客戶細分：{ $exports }。請為它們選擇另一個客戶細分，或先移除匯出。
text-select-reads-no-table = SELECT 沒有讀取任何表格。
text-no-definition = 應用程式沒有定義客戶細分「{ $segment }」。
text-segment-already-defined = 客戶細分 { $segment } 已有定義。請更改該定義，或選擇其他名稱。
text-already-exported = 匯出「{ $export }」（{ $id }）已將此客戶細分傳送到此清單。請更改該匯出，或選擇其他清單或客戶細分。
text-export-run-active = 此匯出的執行 { $run } 仍在進行；未有儲存任何內容。
text-body-too-large = 要求內容有 { $size } 位元組；上限為 { $limit }。
text-body-without-length = 內容以分段方式（Transfer-Encoding: chunked）傳送，未有送達。未有作出任何更改。請加上標頭 Content-Length 再傳送。
text-app-too-slow = 應用程式未能在 { $seconds } 秒內完成。部分要求可能已經執行：請先檢查，然後再試。
text-list-check-no-result = 檢查尚未有結果。
text-list-check-result-deleted = 結果已刪除：結果保留 PERSONAL_DATA_DAYS 所設的日數，但最遲在有人的資料被清除時刪除。
text-no-list-check = 沒有此清單檢查。檢查會保留 35 日。
text-too-many-notifications = 已有 { $limit } 個通知，即為上限。請先移除一個。
text-no-notification = 沒有通知 { $notification }。
text-idempotency-key-invalid = Idempotency-Key 須為 1 至 255 個可見的 ASCII 字元。
text-changed-since-read = 您讀取之後，內容已被更改。請重新讀取，然後再作更改。
text-changed-at-same-time = 另一個要求同時作出了更改。請重新讀取，然後再作更改。
text-no-erasure = 沒有此清除要求。
text-erase-email-invalid = email：須為格式正確的地址。
text-erase-phone-invalid = phone_number：須為連國家或地區代碼的有效號碼：+12065550100。
text-erase-id-invalid = external_id：須為識別碼。
text-person-not-named = 請指明該人：填寫 email、phone_number 或 external_id。
text-role-needed =
    這需要角色 { $needed ->
        [viewer] 檢視者
        [operator] 操作員
        [contributor] 參與者
       *[administrator] 系統管理員
    }；您的角色是 { $role ->
        [viewer] 檢視者
        [operator] 操作員
        [contributor] 參與者
       *[administrator] 系統管理員
    }。
text-no-connection = 沒有連接 { $connection }。
text-connection-for-administrators = 此連接只供系統管理員使用。請系統管理員將您新增為匯出使用者，或開放連接予參與者。
text-no-export = 沒有匯出 { $export }。
text-export-without-connection = 匯出沒有連接，須由系統管理員選擇。
text-groups-unknown = 此連接只供指定群組使用，而您所屬的群組太多，登入資料沒有列出。請系統管理員將您新增為匯出使用者。
text-export-connection-removed = 匯出的連接已被移除，須由系統管理員選擇另一個。
text-no-preview = 沒有此預覽。預覽會保留一日。
text-rejects-not-written = 執行仍在進行；未傳送列的檔案會在結束時寫入。
text-personal-data-deleted = 含個人資料的檔案會在 { $days } 日後刪除（設定 PERSONAL_DATA_DAYS）。
text-file-too-large = 檔案太大，無法經 API 下載。請從儲存空間下載：{ $path }。
text-storage-unavailable = 儲存空間沒有回應。請稍後再試。更改可能已經作出：請先檢查。
text-not-unicode = 網址或標頭不是有效的 Unicode。
text-method-not-allowed = 此網址接受 { $methods }。
text-no-address = 沒有網址 { $address }。
text-stale = { $reason }請重新讀取，然後再作更改。
text-no-run-by-key = 沒有以函式金鑰開始的執行 { $run }。
text-retry-other-connection = 自該次執行後，匯出已改用另一個連接或沒有連接。請改為執行匯出。
text-no-held-removal = 此執行沒有待確認的移除。
text-removal-export-changed = 自該次執行後，匯出的模式或清單已被更改。請改為執行匯出。
text-removal-later-run = 之後的執行已讀取客戶細分。請查看該次執行。
text-run-not-held = 此執行並非等待確認。
text-confirm-export-changed = 該次執行後，匯出的連接或清單已被更改。請開始新的執行。
text-confirm-later-run = 匯出之後已再次執行。請查看最新的執行。
text-no-run = 沒有執行 { $run }。
text-no-run-of-export = 此匯出沒有執行 { $run }。
text-no-segment-name = 沒有此名稱的客戶細分：名稱最多 200 個字元，不含 / \ ? #，亦不以句點開頭。
text-format-closed-connection = 有匯出讀取此客戶細分，而您無權使用其連接。請聯絡系統管理員。
text-sign-in-unknown = 此 Klaviyo 登入不明、已被使用或已逾時。請重新開始。
text-client-id-changed = 設定 KLAVIYO_CLIENT_ID 在此期間已被更改。請重新開始。
text-no-sign-in = 您沒有此 Klaviyo 登入，或已過期。請重新登入。
text-sign-in-not-configured = 尚未設定 Klaviyo 的應用程式：請設定 KLAVIYO_CLIENT_ID，並將其用戶端密鑰存放到金鑰保存庫。在此之前，請以私人 API 金鑰連接。
text-app-url-unknown = 不知道應用程式的網址：請將 APP_URL 設為其 https URL。
text-sign-in-of-other-user = 此 Klaviyo 登入由另一位使用者開始。請重新開始。
text-connection-changed-meanwhile = 連接在此期間已被更改。請重新登入。
text-no-file-of-run = 該次執行沒有讀取此名稱的檔案。
text-file-without-rows = 檔案沒有任何列。
text-file-changed-since-run = 該次執行讀取 { $blob } 之後，檔案已重新寫入或刪除：此行的列可能屬於另一人。請改為在客戶細分現有的列中搜尋該人。
text-row-too-far = 該列在 { $blob } 中的位置太後：只會顯示首 { $megabytes } MB 及 { $lines } 行內的列。請在儲存空間開啟檔案。
text-no-row-at-line = { $blob } 沒有從第 { $line } 行開始的列。
text-newer-version = { $what } 的結構描述版本為 { $version }，此版本的應用程式並不支援。內容未有更改。請重新部署較新的版本。
text-idempotency-key-used = 此等冪鍵已以不同內容開始執行 { $run }。請再次傳送該內容，或使用另一個等冪鍵。
text-export-removed = 匯出 { $export } 已移除。
text-preview-active = 您的預覽 { $preview } 仍在建立。請稍候。
text-preview-active-now = 您的另一個預覽在同一刻開始。請稍候。
text-run-still-active = 此匯出的執行 { $run } 仍在進行。請等待其結束，或取消執行。
text-run-ended =
    執行已經結束（{ $state ->
        [successful] 成功
        [completed_with_warnings] 已完成但有警告
        [failed] 失敗
        [skipped] 已略過
       *[canceled] 已取消
    }）。
text-confirm-ignoring-suppressions = 如 respect_suppressions 為 false，已退訂或曾將訊息標示為垃圾郵件的人可能會再次收到訊息。如這是您的意願，請將 confirm_ignoring_suppressions 設為 true。
text-channels-need-phone = 渠道 sms 及 whatsapp 需要電話號碼：請為 phone_number 對應一欄。
text-queue-message-invalid = 並非此應用程式的訊息（{ $problem }）。
text-export-choose-connection = 匯出沒有連接。請先選擇連接。
text-export-being-saved = 另一個將 { $segment } 傳送到此清單的匯出正在儲存，或在過去一分鐘內已儲存。請查看匯出清單，然後再試。
text-scope-for-subscribing = { $problem }只有為人訂閱的匯出需要 { $scope }：{ $exports }。
text-key-of-other-account = 該秘密現存有另一個 Klaviyo 帳戶的金鑰。不應以此金鑰傳送任何內容。

## Keys, sign-ins and Klaviyo
text-key-refused = { $answer } 請在連接更新金鑰；金鑰需要範圍 { $scopes }。
text-sign-in-lost = { $answer } 請在連接重新登入 Klaviyo；需要範圍 { $scopes }。
text-key-lacks-scopes = 金鑰欠缺範圍 { $scopes }。請在 Klaviyo 建立具有這些範圍的金鑰並使用該金鑰。
text-sign-in-lacks-scopes = 登入欠缺範圍 { $scopes }。請在您的 Klaviyo 應用程式加入這些範圍，然後在連接重新登入 Klaviyo。
text-sign-in-denied = 您未有在 Klaviyo 允許存取。未有作出任何更改。
text-sign-in-scopes = 您在 Klaviyo 的應用程式並非具有所有以下範圍：{ $scopes }。請在 Klaviyo 加入。
text-sign-in-refused = Klaviyo 拒絕此登入。請重新開始。
text-connection-removed = 此匯出的連接已被移除。請在匯出中選擇另一個連接。
text-sign-in-ended = Klaviyo 不再接受此連接的登入：登入已被撤銷、應用程式已在 Klaviyo 移除，或已 90 日沒有使用。須由系統管理員在連接重新登入 Klaviyo。
text-sign-in-other-app = 此連接以 Klaviyo 的應用程式 { $app } 登入，而設定 KLAVIYO_CLIENT_ID 指向另一個應用程式或沒有設定。請改回設定，或在連接重新登入 Klaviyo。
text-sign-in-being-renewed = 其他執行個體正在更新 Klaviyo 登入。請稍後再試。
text-rate-record-contention = 無法寫入 { $endpoint } 的記錄：同時有其他寫入。
text-rate-window-used = Klaviyo 對 { $endpoint } 的限額已用完。
text-list-not-in-account = 此 Klaviyo 帳戶沒有清單「{ $list }」。請在 Klaviyo 的清單設定查看清單識別碼。
text-list-unknown = Klaviyo 沒有此清單，或清單已刪除：{ $answer }
text-import-errors-unavailable = Klaviyo 未有顯示匯入工作 { $job } 的錯誤：{ $answer }
text-list-gone = Klaviyo 已沒有清單「{ $list }」。
text-profiles-unknown = Klaviyo 找不到此帳戶的設定檔。
text-sign-in-without-token = Klaviyo 對登入的回應沒有重新整理權杖。請重新開始。
text-client-refused = Klaviyo 不接受用戶端識別碼 { $client } 及其用戶端密鑰。請檢查設定 KLAVIYO_CLIENT_ID 及金鑰保存庫中的秘密「{ $secret }」。
text-sign-in-rate-limited = 對 POST { $path } 的回應是 429。
text-sign-in-not-accepted = Klaviyo 不接受此登入。請重新開始。
text-sign-in-no-answer = Klaviyo 沒有回應 POST { $path }（{ $error }）。
text-sign-in-invalid-answer = Klaviyo 對 POST { $path } 的回應（{ $status }）並非此呼叫的有效回應。
text-klaviyo-invalid-answer = Klaviyo 對 { $method } { $path } 的回應（{ $status }）並非此呼叫的有效回應。
text-klaviyo-timeout = Klaviyo 未能在 { $seconds } 秒內回應 { $method } { $path }。
text-klaviyo-url-invalid = { $method } { $path } 不是有效的 URL。
text-klaviyo-no-answer = Klaviyo 沒有回應 { $method } { $path }（{ $error }）。
text-klaviyo-batch-timeout = Klaviyo 未能在 { $seconds } 秒內回應整批查詢。
text-klaviyo-lookups-timeout = Klaviyo 未能在 { $seconds } 秒內回應所有查詢。
text-key-characters = 金鑰含有 Klaviyo 金鑰不會有的字元。請重新輸入。
text-secret-missing = 金鑰保存庫沒有秘密「{ $secret }」。請在連接更新金鑰，或還原該秘密。
text-secret-denied = 應用程式不可讀取秘密「{ $secret }」，或該秘密已停用。請為應用程式的身分授予角色 Key Vault Secrets User，或啟用該秘密。
text-vault-identity = 金鑰保存庫不接受應用程式的身分。
text-vault-unavailable = 金鑰保存庫暫時無法使用。
text-vault-unreachable = 無法連線到金鑰保存庫。
text-vault-not-stored = 無法將金鑰存放到金鑰保存庫。
text-vault-not-deleted = 無法從金鑰保存庫刪除金鑰。

## Webhooks
text-event-grid-no-token = 受控識別未有提供 Event Grid 的權杖。
text-event-grid-answered = Event Grid 主題的回應是 { $status }。
text-event-grid-unreachable = 無法連線到 Event Grid 主題（{ $error }）。
text-notification-not-sent = 未有傳送任何內容：{ $reason }
text-url-not-https = URL 須以 https:// 開頭。
text-url-characters = URL 須有主機名稱，且不得含空白或特殊字元。
text-url-with-password = URL 不得含使用者名稱或密碼。
text-url-not-public = 此網址並非公開網址。
text-url-invalid = 這不是 URL。
text-receiver-answered = 接收端的回應是 { $status }。
text-receiver-timeout = 接收端未能及時回應（TimeoutError）。
text-receiver-unreachable = 無法連線到接收端（{ $error }）。
text-receiver-not-public = 主機解析為非公開的地址。

## Runs
text-other-exports-changed = 讀取期間，此清單其他匯出的檔案已被取代。
text-chunk-differs = 匯入工作 { $chunk } 的列與執行中斷前不同。請開始新的執行。
text-preparation-differs = 客戶細分現有 { $profiles } 個設定檔，執行中斷前為 { $before } 個（期間應用程式有否升級？）。請開始新的執行。
text-step-failed = 有步驟一再失敗；原因載於應用程式記錄。
text-step-did-not-end = 有步驟沒有結束；原因載於應用程式記錄。
text-run-file-deleted = 執行所需的 { $path } 已被刪除。請開始新的執行，並確保沒有其他程式刪除應用程式的檔案。
text-retry-run-active = 執行仍在進行。請等待其結束，或取消執行。
text-retry-of-undo = 此執行用以還原執行 { $run }。請改為再次還原該執行。
text-retry-run-skipped = 執行已略過：沒有讀取或傳送任何內容。請開始新的執行。
text-retry-nothing-left = 此執行的每個設定檔都已被接受或最終被拒：沒有需要再傳送的內容。
text-retry-record-gone = 此執行未獲接受的列的記錄已不存在：記錄保留 HISTORY_DAYS 所設的日數，而結束時沒有未傳送列的檔案的執行並無記錄。請開始新的執行：Klaviyo 未接受的每一列都會傳送。
text-retry-record-deleted = 執行 { $run } 未獲接受的列的記錄已刪除。請開始新的執行：Klaviyo 未接受的每一列都會傳送。
text-undo-joined-unknown = 執行 { $run } 沒有記錄要移除的人何時加入清單。
text-undo-record-gone = 執行 { $run } 所新增的人的記錄已被刪除，或該執行已由另一次執行還原。沒有移除任何人。
text-undo-record-deleted = 執行 { $run } 所新增的人的記錄已被刪除。沒有移除任何人。
text-list-check-active = 正在檢查此匯出的清單。請等待結果。
text-list-check-run-active = 匯出正在執行。請在執行結束後檢查清單。
text-list-check-nothing-sent = 匯出尚未將任何人傳送到清單：沒有可以比較的內容。
text-list-check-identity-changed = 上次執行後，匯出的識別方式已被更改。請先執行匯出。
text-list-check-record-deleted = 匯出的傳送記錄在此期間已被刪除。請先執行匯出。
text-list-check-run-since = 讀取清單後，匯出已再次執行或有人的資料被清除。請重新檢查。
text-list-check-nothing-to-repair = 檢查沒有需要修復的結果。
text-list-check-repaired = 執行 { $run } 已在修復清單。
text-list-check-none-missing = 清單沒有欠缺任何人。
text-list-check-run-started = 匯出在此期間已開始執行。請重新檢查清單。
text-list-check-result-gone = 檢查結果已刪除。請重新檢查清單。
text-list-check-file-gone = 檢查的檔案在此期間已被刪除。請重新檢查清單。
text-erasure-identifiers-gone = 該人的識別資料已不再存放。請重新要求清除。
text-erasure-accounts-unavailable = 有 Klaviyo 帳戶沒有回應；`refused` 列出這些帳戶。
text-erasure-active = 正在清除另一人的資料。
text-erasure-runs-active = 有執行正在進行，其工作檔案可能含有該人的資料：{ $runs }。
text-erasure-opt-outs-active = 正在從 Klaviyo 讀取可能含有該人的退訂記錄。
text-erasure-list-active = 正在從 Klaviyo 讀取可能含有該人的清單。
text-erasure-lookup-active = 正在查詢某人的資料，結果可能含有該人。
text-no-lookup = 沒有此查詢。查詢結果會保留一日。
text-lookup-result-deleted = 查詢結果已刪除，因為該人的資料已被清除。
text-lookup-identifiers-gone = 該人的識別資料已不再存放。請重新要求查詢。
text-erasure-preview-active = 正在建立可能顯示該人的預覽。

## Limits
text-work-preparing = 準備客戶細分
text-work-counting = 計算 Klaviyo 已接受的設定檔
text-work-listing = 列出未獲接受的列
text-work-finding-people = 找出要移除、清除欄位或訂閱的人
text-work-comparing-list = 比較清單與已傳送的內容
text-work-looking-up = 查詢該人的資料
text-work-undoing = 從快照移除已還原的執行的人
text-work-erasing = 清除該人的資料
text-advice-smaller-segment = 未有傳送任何內容。請分拆客戶細分、略去部分欄，或為應用程式提供更多磁碟空間或記憶體並提高設定。
text-advice-more-resources = 請為應用程式提供更多磁碟空間或記憶體，並提高設定。
text-advice-erase-again = 請為應用程式提供更多磁碟空間或記憶體，並提高設定。然後重新清除該人的資料。
text-memory-exceeded = { $work }所需的記憶體超過可用的上限（設定 PREPARE_MEMORY_MB）。{ $advice }
text-disk-full = { $work }用盡了執行個體的暫存磁碟（TEMP_DIR）。{ $advice }設定 PREPARE_DISK_MB 可令每次執行的用量低於現有空間。
text-disk-limit-preparing = 準備客戶細分所需的暫存磁碟超過可用的 { $limit } MB（設定 PREPARE_DISK_MB）。{ $advice }
text-disk-limit = { $work }所需的暫存磁碟超過可用的上限（設定 PREPARE_DISK_MB）。{ $advice }
text-preview-disk = 預覽所需的暫存磁碟超過可用的 { $limit } MB（設定 PREPARE_DISK_MB）。執行則會分份準備。請預覽較小而欄相同的客戶細分，或提高設定。
text-disk-one-piece = 客戶細分以 SELECT 定義。這類客戶細分須一次準備，所需的暫存磁碟超過可用的 { $limit } MB（設定 PREPARE_DISK_MB）。請改以條件及成員定義（可分份準備），選取較少的列和欄，或為應用程式提供更多磁碟空間並提高設定。
text-disk-total = 客戶細分總共需要約 { $needed } MB 暫存磁碟，超過 { $pieces } 份、每份 { $piece } MB（設定 PREPARE_DISK_MB 的四分之一）。請分拆客戶細分、略去部分欄，或為應用程式提供更多磁碟空間並提高設定。
text-file-indivisible = { $blob } 無法分割（已壓縮、並非 UTF-8，或不能確定各列的起點），而且對一個執行個體來說太大：約 { $size } MB，超過 { $limit } MB。未有傳送任何內容。請寫成多個檔案、寫成有列群組的 Parquet，或寫成未壓縮的 UTF-8 CSV 或 JSON Lines。
text-too-many-rows = 客戶細分超過 { $limit } 列（設定 MAX_SEGMENT_ROWS）。請分拆客戶細分，或提高設定。
text-segment-too-many-bytes = 客戶細分有 { $bytes } 位元組，超過 { $limit }（設定 MAX_SEGMENT_BYTES）。請分拆客戶細分，或提高設定。
text-segment-too-many-parts = 客戶細分有 { $parts } 個部分；其名稱無法全部存入執行的記錄。請寫成較少、較大的部分。
text-too-many-parts = 客戶細分有 { $parts } 個部分；最多讀取 { $limit } 個。
text-row-groups-too-large = 客戶細分的列群組對可用的記憶體來說太大（設定 PREPARE_MEMORY_MB）。DuckDB 表示：「{ $problem }」。請以 1 MB 的頁或 32 MB 的列群組寫入 Parquet，或提高設定。
text-rows-too-long = 客戶細分的列對可用的記憶體來說太長（設定 PREPARE_MEMORY_MB）。DuckDB 表示：「{ $problem }」。
text-select-timeout = 客戶細分的 SELECT 在 { $seconds } 秒後停止（設定 SELECT_SECONDS）。請以索引鍵聯結、聯結前先篩選，或提高設定。

## Segments
text-segment-empty = 客戶細分沒有內容。
text-segment-header-only = 客戶細分只有標題列，沒有其他列。請檢查寫入該客戶細分的匯出。
text-segment-no-row = 客戶細分沒有任何列。請檢查寫入該客戶細分的匯出。
text-segment-being-written = 客戶細分正在寫入。請稍後再試。
text-not-inspected-yet = 尚未檢查：請稍後再試。
text-segment-unreadable = 無法讀取客戶細分。DuckDB 表示：「{ $problem }」。
text-reading-interrupted = 讀取客戶細分時中斷。
text-segment-not-found = 沒有 blob { $name }.csv（.tsv、.txt、.jsonl、.ndjson、.json，亦可為 .gz 及 .zst；.xlsx、.parquet）或 { $name }/…，亦沒有該名稱的 model.json、資訊清單或 Delta 表格。請檢查名稱，以及其匯出是否已執行。
text-several-forms = 多個 blob 的名稱均為 { $segment }：{ $blobs }。請只保留客戶細分的一種形式。
text-unusable-name = 無法匯出客戶細分 { $segment }：名稱最多 200 個字元，不含 / \ ? #，亦不以句點開頭。請重新命名 blob 或資料夾。
text-several-kinds = { $segment } 的各部分屬不同種類：{ $kinds }。請全部以同一格式寫入。
text-unknown-kind = { $blob } 的種類不明：只讀取以 { $endings } 結尾的檔案，文字檔亦可壓縮（.gz、.zst）。請以其中一種格式寫入客戶細分，或將檔案移出容器。
text-no-table = 沒有表格 { $table }。
text-problem-of-table = { $table }：{ $problem }
text-definition-problems = { $problems }
text-table-empty = 客戶細分 { $segment } 的表格 { $table } 沒有任何列。請檢查寫入該表格的匯出。
text-table-gone = 客戶細分 { $segment } 讀取的表格 { $table } 已不存在。請更改定義，或重新寫入表格。
text-table-lacks-columns = 表格 { $table } 沒有欄 { $missing }。其欄為：{ $columns }。
text-table-lacks-columns-similar = 表格 { $table } 沒有欄 { $missing }（是否指 { $similar }？）。其欄為：{ $columns }。
text-definition-outdated = { $missing }請更改客戶細分 { $segment } 的定義。
text-columns-missing = 客戶細分沒有此欄：{ $wanted }。其欄為：{ $columns }。請更改資料相符。
text-column-wanted = { $field } ← 「{ $column }」
text-column-wanted-similar = { $field } ← 「{ $column }」（是否指 { $similar }？）
text-column-missing-in-part = { $blob } 沒有其他部分所有的欄「{ $column }」（{ $identity }）。其欄為：{ $columns }。請以相同方式寫入所有部分。
text-consent-column-missing = 客戶細分沒有欄「{ $column }」，而該欄說明誰已同意市場推廣（{ $channel }）。請更改 `subscribe`。
text-table-columns-differ-in-case = 表格 { $table } 有只以大小寫區分的欄名，SELECT 無法讀取。
text-table-row-unreadable = { $blob } 第 { $line } 行：{ $problem }定義會讀取整個表格，缺少此列可能會遺漏某些人。請更正檔案。
text-select-unparsable = 無法剖析 SELECT。DuckDB 表示：「{ $problem }」。
text-select-unparsable-at = 無法剖析 SELECT。DuckDB 表示：「{ $problem }」（第 { $position } 個字元）。
text-select-too-deep = 無法剖析 SELECT：巢狀層次太深，或並非文字。
text-select-statements = 定義有 { $count } 句陳述式。請只寫一句 SELECT。
text-select-only-one = 只可使用一句 SELECT，不可使用其他陳述式。
text-select-tables-differ-in-case = SELECT 讀取的表格名稱只以大小寫區分。
text-select-no-sample = 不可抽樣：每次嘗試的列都不相同。
text-select-only-catalog = 只可讀取目錄中的表格。
text-select-table-function = 不可使用資料表函式 { $function }：只可讀取目錄中的表格。
text-select-table-name = 表格「{ $table }」帶有結構描述或版本。請按 GET /api/tables 所列的名稱以雙引號填寫。
text-select-function = 不可使用函式 { $function }：每次嘗試的結果可能不同。如需時間，請使用參數 $today 及 $now。
text-select-clock = 不可使用 { $function }。請使用參數 $today 及 $now。
text-select-parameters = 只可使用參數 $today 及 $now。
text-select-does-not-fit = SELECT 與表格不符。DuckDB 表示：「{ $problem }」。
text-select-failed-on-value = SELECT 處理某個值時失敗（{ $error }）。所有欄均為文字：請以 TRY_CAST 轉換。

## Files
text-blob-archived = { $blob } 位於封存層，無法讀取。請將其存取層設為經常性（hot）或非經常性（cool），待儲存空間完成解除凍結（需時數小時）後開始新的執行。
text-storage-refuses = 儲存空間拒絕讀取 { $blob }（回應：{ $answer }）。請重新寫入 blob，然後開始新的執行。
text-storage-denies = 儲存空間拒絕存取 { $blob }（回應：{ $answer }）。請為應用程式的身分授予客戶細分容器的角色 Storage Blob Data Reader，並讓帳戶的網絡規則允許應用程式。
text-blob-unavailable = 無法從儲存空間讀取 { $blob }。
text-storage-short-answer = 儲存空間只傳回 { $blob } 的 { $length } 位元組中的 { $received } 位元組。
text-service-timeout = { $service } 未能在 { $seconds } 秒內回應。請稍後再試。
text-too-many-columns = { $blob } 有 { $columns } 欄；最多讀取 { $limit } 欄。
text-header-quote = { $blob } 標題列中加引號的名稱沒有結束，或包含其他列。是否欠缺引號？請更正標題列，然後重新寫入檔案。
text-header-unlike-description = { $blob } 有 { $columns } 欄，其描述則有 { $expected } 欄。請以相同的欄重新寫入兩者。
text-header-unreadable = 無法讀取 { $blob } 的標題列：「{ $problem }」。
text-quote-never-ends = { $blob }：從第 { $line } 行開始的加引號值沒有結束，其後 { $lines } 行亦沒有一行是列。是否欠缺引號？請更正檔案，然後重新寫入。
text-quotes-do-not-match = { $blob } 的引號不成對。
text-nul-bytes = { $blob } 並非文字：含有 NUL 位元組。請寫成 UTF-8 的 CSV。
text-not-in-encoding = { $blob } 並非 { $encoding }：標題列的第 { $byte } 個位元組為 { $value }。請在應用程式選擇編碼，或在旁邊的結構描述檔案中聲明 { "{" }"encoding": "windows-1250"{ "}" }（docs/segment-formats.md），或寫成 UTF-8。
text-unknown-encoding = { $blob } 並非 UTF-8，看來亦非 Windows-1252。請在應用程式選擇編碼，或在旁邊的結構描述檔案中聲明 { "{" }"encoding": "windows-1250"{ "}" }（docs/segment-formats.md），或寫成 UTF-8。
text-json-lines-cr = { $blob } 的行只以 CR 結尾。JSON Lines 的行以 LF 或 CRLF 結尾：請重新寫入。
text-json-first-line-long = { $blob } 的第一行超過 { $limit } MiB：無法找出其欄。請在開頭寫較短的一行。
text-json-no-object = { $blob } 開頭沒有一行是 JSON 物件。請寫成 JSON Lines：每行一個物件，採用 UTF-8。
text-json-not-lines = { $blob } 是 JSON 但並非 JSON Lines：內容是陣列，或物件橫跨多行。請每行寫一個物件（jq -c '.[]' 可轉換陣列）。
text-parquet-encrypted = { $blob } 已加密：其最後的位元組並非 Parquet 頁尾。請重新寫入。
text-parquet-no-footer = { $blob } 並非 Parquet 檔案或並不完整：其最後的位元組並非 Parquet 頁尾。請重新寫入。
text-parquet-footer-longer = { $blob } 已損毀：其頁尾比檔案還長。請重新寫入。
text-parquet-footer-large = { $blob } 的頁尾有 { $size } 位元組；最多讀取 { $limit }。請以較少的欄或較大的列群組寫入檔案。
text-parquet-unreadable = { $blob } 不是可讀取的 Parquet 檔案。請重新寫入。
text-compressed-damaged = { $blob } 已損毀：其 { $format } 資料不完整或無效。請重新寫入。
text-unpacks-too-large = { $blob } 解壓後超過 { $limit } 位元組（設定 MAX_SEGMENT_BYTES）。請分拆客戶細分，或提高設定。
text-compressed-wrong-name = { $blob } 的名稱為 { $suffix }，但並非 { $format } 或已損毀。請重新寫入，或重新命名。
text-workbook-too-large = { $blob } 有 { $size } 位元組；活頁簿最多可有 { $limit }。請將工作表儲存為 UTF-8 的 CSV：CSV 的大小不限。
text-workbook-no-sheet = { $blob } 沒有工作表「{ $sheet }」。現有：{ $sheets }。請選擇另一個，或重新命名工作表。
text-workbook-nothing-visible = { $blob } 沒有含儲存格的可見工作表。請取消隱藏工作表，或按名稱選擇：{ $sheets }。
text-workbook-protected = { $blob } 受密碼保護，或是舊式 .xls。請儲存為不需密碼開啟的 .xlsx。
text-workbook-part-too-large = { $blob }：其部分 { $part } 解壓後有 { $size } 位元組，超過 { $most }（{ $limit }）。請將工作表儲存為 UTF-8 的 CSV：CSV 的大小不限。
text-workbook-damaged = { $blob } 已損毀，或並非活頁簿（.xlsx）。請在 Excel 開啟並重新儲存為 .xlsx，或將工作表儲存為 UTF-8 的 CSV。
text-workbook-unusual = { $blob } 的寫法與 Excel 不同，或有一列超過 2 MiB。請在 Excel 開啟並重新儲存為 .xlsx，或將工作表儲存為 UTF-8 的 CSV。
text-workbook-unreadable = { $blob } 不是可讀取的活頁簿（{ $error }）。請在 Excel 開啟並重新儲存為 .xlsx，或將工作表儲存為 UTF-8 的 CSV。
text-blob-unexpected = 無法讀取 { $blob }（{ $error }）。請重新寫入；如其形式特殊，請改用較簡單的形式。

## Descriptions of tables
text-schema-invalid = { $blob } 不是有效的結構描述。其欄位為 { $fields }：columns 為名稱及類型的清單，delimiter、quote 及 escape 各為一個字元，header 為 true 或 false。
text-schema-unknown-fields = { $blob } 不是有效的結構描述。其欄位應為 { $fields }，而非 { $unknown }。
text-declared-delimiter = { $document } 聲明的分隔符號為「{ $delimiter }」。分隔符號須為一個字元，不可為字母、數字、引號或換行：請以逗號、分號或定位字元寫入檔案。
text-declared-encoding = { $document } 聲明的編碼「{ $encoding }」不明。請以 UTF-8 寫入檔案，或聲明 utf-8、utf-16、windows-1250、iso-8859-2 或 shift_jis 等編碼。
text-declared-same-characters = { $document } 為分隔符號、引號及逸出字元其中兩項聲明了相同的字元。請聲明不同的字元。
text-declared-character = { $document } 聲明 { $name }「{ $value }」。須為一個 ASCII 字元，不可為字母、數字或空格；如沒有則留空。
text-description-blob-missing = 沒有客戶細分描述所需的 blob { $blob }。
text-description-too-large = { $blob } 有 { $size } 位元組；描述最多可有 { $limit }。
text-not-a-json-object = { $blob } 並非 JSON 物件。請重新寫入。
text-not-json = { $blob } 並非 UTF-8 的 JSON。請重新寫入。
text-location-missing = { $document } 指向 { $location }，但沒有 blob { $blob }。
text-location-outside = { $document } 指向 { $location }，並不在儲存體帳戶 { $account } 的容器 { $container }。只會讀取該容器。
text-location-dots = { $document } 指向 { $location }：位置不得含有「..」。
text-table-no-longer-named = { $document } 已不再列出 { $table }。
text-increments-without-keys = { $table } 位於增量資料夾，但其更改無法套用：需要欄 Id、IsDelete，以及 versionnumber 或 SinkModifiedOn。請寫入整個表格。
text-model-reference = { $document }：{ $table } 是對「{ $source }」的參照；其資料不在此模型中。請匯出該表格。
text-model-without-entities = { $document } 沒有實體清單。它是 Common Data Model 的 model.json 嗎？
text-incremental-partitions = { $document }：{ $table } 有增量分割區（{ $kinds }），並不支援。請將整個表格寫成資料分割區。
text-too-many-partitions = { $document }：{ $table } 的分割區超過 { $limit } 個。
text-cdm-no-match = { $document }：{ $table } 沒有 blob 符合 { $patterns }。請檢查其匯出到儲存空間的作業是否已執行。
text-cdm-pattern-missing = { $document } 有分割區模式沒有 regularExpression 或 globPattern。
text-cdm-pattern-invalid = { $document } 有分割區模式並非有效的規則運算式。
text-cdm-too-many-manifests = { $document } 參照超過 { $limit } 份其他資訊清單。
text-delta-no-mapped-columns = { $blob } 沒有欄對應（columnMapping）為表格檔案指定的任何欄。請以表格結構描述的實體名稱或欄位識別碼重新寫入檔案。
text-delta-vector-beyond = { $blob } 有 { $rows } 列，但其刪除向量（deletionVectors）刪除第 { $row } 列。請修復 Delta 表格。
text-delta-too-many-files = Delta 表格 { $table } 的檔案超過 { $limit } 個。請執行 OPTIMIZE。
text-delta-log-gaps = Delta 表格 { $table } 的記錄檔有缺口：欠缺 { $version } 之前的提交，亦沒有完整的檢查點取代。
text-delta-log-too-large = Delta 表格 { $table } 的記錄檔超過 { $limit } 位元組。請寫入檢查點，或執行 OPTIMIZE。
text-delta-features = Delta 表格 { $table } 使用不支援的讀取功能：{ $features }。請不使用此功能寫入表格，或寫成一般 Parquet。
text-delta-variant = Delta 表格 { $table } 有類型為 variant（variantType）的欄，並不支援：{ $columns }。請不使用此功能寫入表格，或寫成一般 Parquet。
text-delta-mapping-mode = Delta 表格 { $table } 使用模式為「{ $mode }」的欄對應（columnMapping），並不支援。請不使用此功能寫入表格，或寫成一般 Parquet。
text-delta-mapping-nested = Delta 表格 { $table } 使用欄對應（columnMapping），而其欄 { $column } 有下層欄位，兩者不可並用。請不使用此功能寫入表格，或寫成一般 Parquet。
text-delta-unreadable = 無法讀取 Delta 表格 { $table }：「{ $problem }」。請修復表格，或不使用訊息所指的功能寫入。

## Records that change at the same time, and settings
text-record-changed = 另一個程序同時更改或刪除了此項目：{ $record }。
text-records-changed = 另一個程序同時更改了其中一筆記錄。
text-record-busy = 太多程序同時更改此項目：{ $record }。
text-erasure-too-long = 清除時間過長，在完成前已停止。請再執行一次。
text-blob-overwritten = 執行讀取 { $blob } 時，檔案已被覆寫或刪除。
text-internal-error = 應用程式未能回應。原因載於應用程式記錄；請稍後再試。
text-setting-no-storage = 請設定 { $name } 或 { $name }__blobServiceUri：尚未設定儲存體帳戶。
text-setting-no-queues = 除 { $name }__blobServiceUri 外，請同時設定 { $name }__queueServiceUri。
text-setting-invalid = { $name }：{ $problem }其值為「{ $value }」。

## Values of fields that are not valid
text-field-invalid = { $field }：{ $problem }
text-field-not-valid = 此值無效（「{ $problem }」）。
text-field-required = 此欄位為必填。
text-field-named-required = 欄位 { $name } 為必填。
text-field-unknown = 沒有此欄位。
text-field-text = 須為文字。
text-field-number = 須為數字。
text-field-whole-number = 須為整數。
text-field-list = 須為清單。
text-field-object = 須為含欄位的物件。
text-field-json = 這不是有效的 JSON（「{ $problem }」）。
text-field-one-of = 可用的值：{ $allowed }。
text-field-empty = 不可留空。
text-field-min-characters = 最少字元數：{ $limit }。
text-field-max-characters = 最多字元數：{ $limit }。
text-field-min-entries = 最少項目數：{ $limit }。
text-field-max-entries = 最多項目數：{ $limit }。
text-field-at-least = 最小值為 { $limit }。
text-field-at-most = 最大值為 { $limit }。
text-field-more-than = 數值須大於 { $limit }。
text-field-less-than = 數值須小於 { $limit }。
text-field-between = 須為 { $least } 至 { $most } 的數字。
text-field-pattern = 須符合格式 { $pattern }。
text-field-time = 請填寫連時區的時間，例如 2026-11-21T06:00:00Z。
text-field-nul = 不可含有 NUL 字元。
text-cursor-invalid = 此游標並非由本 API 傳回。
text-field-user-id = 請填寫使用者的識別碼。POST /api/users/search 可按使用者名稱尋找。
text-field-users-twice = 每位使用者或每個群組只可出現一次。
text-field-one-credential = 請提供以下其中一項：api_key、secret_name（金鑰保存庫中秘密的名稱）或 sign_in。
text-field-code-or-error = 請提供 Klaviyo 傳來的 code 或 error。
text-field-schedule-or-enabled = 請提供 schedule、enabled，或兩者。
text-field-https-host = 須有 https:// 及主機，不含使用者名稱和密碼。
text-field-https = 須以 https:// 開頭（只有本機可用 http://）。
text-field-operator-no-value = { $operator } 不需要值。
text-field-operator-a-value = { $operator } 需要一個值。
text-field-operator-one-value = { $operator } 只接受一個值。
text-field-operator-number = { $operator } 需要數字，小數點用句點。
text-field-operator-time = { $operator } 需要日期或時間，例如 2026-11-22 或 2026-11-22T10:30:00Z。
text-field-operator-days = { $operator } 需要 0 至 { $limit } 的日數。
text-field-too-deep = 條件最多可有 { $limit } 層。
text-field-too-many-conditions = 條件數目上限：{ $limit }。
text-field-consent-both = 「{ $value }」同時在 true_values 和 false_values 中。請從其中一項移除。
text-field-consent-no-value = when_false 為 { $action }，但沒有值表示「否」。請在 false_values 列出這些值：空白儲存格既不表示「是」，也不表示「否」。
text-field-consent-no-channel = 請為至少一個渠道提供規則；如不更改同意，請用 null。
text-field-push-no-revoke = 撤回 push 需要裝置的權杖。請將其 when_false 設為 nothing。
text-field-consent-account = Klaviyo 為整個帳戶只保存一項 { $channel } 的同意。請將其 scope 設為 all。
text-field-suppress-email-only = Klaviyo 只會封鎖電郵地址。對於 { $channel }，請將 when_false 設為 unsubscribe。
text-field-hold-when-empty = 請指定至少一個條件，或不要提供 hold_when。
text-field-segment-name = 客戶細分的名稱最多 200 個字元，不含 / \ ? #，亦不以句點開頭。請重新命名 blob 或資料夾。
text-field-segment-twice = 有客戶細分重複。
text-field-cron-fields = Cron 運算式有五個欄位：分、時、日、月、星期。
text-field-cron-invalid =
    Cron 運算式的此欄位無效：{ $part ->
        [minute] 分鐘
        [hour] 小時
        [day-of-month] 日
        [month] 月
       *[day-of-week] 星期
    }。
text-field-cron-never = 此 Cron 運算式永不會觸發。
text-field-time-zone = 這不是 IANA 時區；請使用例如 Asia/Hong_Kong 或 UTC。
text-field-column-or-constant = 請提供欄或固定值其中一項。
text-field-constant-alone = 固定值不可設定 type 或 blank。
text-field-wildcard = 「*」對應所有其他欄；請使用 { "{" }"*": "*"{ "}" }。
text-field-property-name = 屬性名稱須有 1 至 255 個字元，不含控制字元，亦不可只有空格。
text-field-identity-needed = 此欄位用作識別人員：請為它對應一欄。
text-field-identity-blank = 沒有識別值的列不會傳送，因此 blank 不適用。
text-field-type-of-property = 只有屬性設有類型。
text-field-needs-column = 須指定一欄。固定值會把所有設定檔合併為一個。
text-field-needs = 須為：{ $takes }。
text-field-profiles-or-percent = 請提供 profiles 或 percent 其中一項。

## Single rows that are not sent
text-row-quote-runs-on = 此列有一個以引號開始的值沒有在列內結束，但其後各行都是獨立的列。是否欠缺引號？
text-row-quote-never-ends = 此列有一個以引號開始的值沒有正確結束：其中的引號有遺漏，或沒有重複。
text-row-quote-stray-end = 上方有問題的列中以引號開始的值，似乎在此列結束。
text-row-too-long = 此列長度超過 { $limit } MiB。
text-row-damaged = 此列含有按檔案編碼並非文字的位元組。
text-row-nul = 此列含有 NUL 字元。
text-row-more-fields = 此列的欄位比標題列多：{ $found } 個，而標題列有 { $width } 個。
text-row-fewer-fields = 此列的欄位比標題列少（{ $found } 個，而標題列有 { $width } 個），並且緊接有問題的列。
text-row-no-json-object = 此行不是 JSON 物件、長度超過 2 MiB，或含有並非文字的內容：損壞的位元組，或半個字元。
text-row-duplicate = 同一人在較後的列出現：{ $blob } 第 { $line } 行；以該列為準。
text-row-klaviyo = Klaviyo 表示：{ $answer }
text-row-not-named = Klaviyo 將其計入匯入工作 { $job } 的失敗數目，但沒有指明是哪一列。
text-row-phone-invalid = 無法從中讀取有效的號碼。
text-row-phone-extension = 號碼帶有內線：沒有內線，便是總機的號碼，而非該人的號碼。
text-row-phone-letters = 號碼含有字母，而該國家或地區的號碼沒有字母。
text-row-phone-lost-digits = 號碼以小數形式寫成，末尾的數字可能已經遺失。
text-row-email-no-at = 沒有 @ 符號。
text-row-email-several-at = 有多於一個 @ 符號。
text-row-email-nothing-before = @ 符號前須有內容。
text-row-email-nothing-after = @ 符號後須有內容。
text-row-email-dots = 某部分以句點開頭或結尾，或有兩個相連的句點。
text-row-email-too-long = 長度超過電郵地址的上限。
text-row-email-control = 含有控制字元。
text-row-email-spaces = 含有空格。
text-row-email-characters = 含有不可使用的字元：{ $characters }
text-row-email-letters-before = @ 符號前不可有 ASCII 以外的字元：{ $characters }
text-row-email-domain-letters = 網域含有 ASCII 以外的字元；請改寫為 { $domain }。
text-row-email-top-level = 網域沒有以頂級網域結尾。
text-row-email-other = 格式不正確。
text-row-key-twice = 物件中有兩個相同的鍵：無法確定是指哪個值。

## Titles of errors, by type
text-error-internal = 應用程式內部發生錯誤
text-error-configuration = 應用程式設定不正確
text-error-invalid-request = 部分值無效
text-error-sign-in-required = 請先登入
text-error-not-allowed = 您沒有權限執行此動作
text-error-not-found = 找不到
text-error-method-not-allowed = 應用程式不接受此要求
text-error-cross-site = 要求來自其他網站
text-error-conflict = 衝突
text-error-connection-in-use = 有匯出使用此連接
text-error-segment-in-use = 有匯出使用此客戶細分
text-error-approval-required = 須由另一位系統管理員批准
text-error-already-exported = 另一個匯出已將此客戶細分傳送到此清單
text-error-run-active = 匯出正在執行
text-error-stale-version = 其他人剛更改了此項
text-error-request-too-large = 內容過大
text-error-length-required = 要求沒有註明長度
text-error-idempotency-key-reused = 此等冪鍵已用於另一個要求
text-error-run-failed = 執行失敗
text-error-segment-not-found = 找不到客戶細分
text-error-segment-empty = 客戶細分是空的
text-error-segment-unreadable = 無法讀取客戶細分
text-error-segment-inaccessible = 儲存空間拒絕存取客戶細分
text-error-segment-too-large = 客戶細分超過限制
text-error-retry-record-missing = 欠缺要重新傳送的列的記錄
text-error-undo-record-missing = 欠缺要移除的人員的記錄
text-error-staging-lost = 執行的暫存檔案已被刪除
text-error-temp-disk-full = 暫存磁碟空間不足以處理客戶細分
text-error-segment-changed = 客戶細分在讀取期間被覆寫
text-error-held-for-confirmation = 執行正在等待確認
text-error-canary-failed = 首批傳送未能成功
text-error-canary-not-confirmed = 首批未有在限期內確認
text-error-list-check-outdated = 清單檢查已過時
text-error-over-limit = 執行將超過設定檔上限
text-error-column-missing = 客戶細分欠缺已對應的欄
text-error-definition-invalid = 客戶細分的定義與其表格不符
text-error-connection-missing = 匯出沒有連接
text-error-list-not-found = 找不到 Klaviyo 清單
text-error-key-refused = Klaviyo 拒絕金鑰或登入
text-error-nondeterministic-preparation = 無法繼續執行
text-error-step-failed = 執行的某個步驟多次失敗
text-error-chunk-refused = Klaviyo 拒絕設定檔
text-error-state-conflict = 記錄已被其他人更改
text-error-unavailable = 服務暫時無法使用
text-error-rate-limited = 已達到 Klaviyo 的要求限額
text-error-newer-version = 記錄由應用程式的較新版本寫入
text-error-webhook-failed = Webhook 沒有接收訊息
text-error-preview-active = 預覽正在準備中
text-error-undo-impossible = 無法還原此執行
