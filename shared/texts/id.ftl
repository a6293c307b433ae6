# Teks untuk pengguna: en.ftl adalah sumbernya.

## Warnings about values
text-emails-left-out =
    { $count ->
       *[other] { $count } alamat email tidak disertakan karena tidak valid.
    }
text-phones-unreadable =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena tidak dapat dibaca sebagai nomor { $country } yang valid.
    }
text-phones-unreadable-no-country =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena tidak dapat dibaca sebagai nomor yang valid (ekspor tidak memiliki negara default).
    }
text-phones-extension =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena memiliki nomor ekstensi: tanpa ekstensi, nomor tersebut milik sentral telepon, bukan milik orangnya.
    }
text-phones-letters =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena berisi huruf, yang tidak dipakai pada nomor negara tersebut.
    }
text-phones-lost-digits =
    { $count ->
       *[other] { $count } nomor telepon tidak disertakan karena ditulis sebagai bilangan desimal, yang digit terakhirnya mungkin hilang (misalnya 4.93E+11). Tulis kolom tersebut sebagai teks atau bilangan bulat.
    }
text-values-invalid =
    { $count ->
       *[other] { $count } nilai kolom “{ $column }” tidak disertakan. Bidang { $field } menerima { $takes }.
    }
text-values-lost-digits =
    { $count ->
       *[other] { $count } nilai kolom “{ $column }” tidak disertakan karena ditulis sebagai bilangan desimal, yang digit terakhirnya mungkin hilang (misalnya 4.93E+11). Tulis kolom tersebut sebagai teks atau bilangan bulat.
    }
text-values-placeholder =
    { $count ->
       *[other] { $count } nilai kolom “{ $column }” dianggap kosong: { $placeholders } pada { $field } berarti tidak ada nilai, dan semua orang yang memilikinya akan menjadi satu orang di Klaviyo. Kosongkan nilai seperti itu.
    }
text-values-formula =
    { $count ->
       *[other] { $count } nilai kolom “{ $column }” dikirim tanpa rumus lembar kerja (="…") di sekelilingnya. Tulis nilai seperti itu sebagai teks.
    }
text-values-placeholder-name =
    { $count ->
       *[other] { $count } nilai kolom “{ $column }” dikirim meskipun tidak tampak seperti nama: { $placeholders }. Kosongkan nilai seperti itu.
    }
text-takes-number = angka dengan titik sebelum desimal
text-takes-boolean = true atau false, yes atau no, 1 atau 0
text-takes-date = tanggal, misalnya 2026-11-22 atau 2026-11-22T10:30:00Z
text-takes-list = larik JSON sederhana, atau teks yang dipisahkan titik koma atau koma
text-takes-external-id = teks paling banyak 255 karakter
text-takes-locale = tag bahasa dan wilayah BCP 47: `en`, `en-US`, `zh-Hant-TW` (`en_US` dikirim sebagai `en-US`)
text-takes-image = URL http atau https paling banyak 2.000 karakter
text-takes-country = nama atau kode: tanpa angka, paling banyak 100 karakter
text-takes-latitude = bilangan desimal dari −90 sampai 90
text-takes-longitude = bilangan desimal dari −180 sampai 180
text-takes-time-zone = nama dari basis data zona waktu IANA: `Europe/Berlin`
text-takes-ip = alamat IPv4 atau IPv6
text-shared-identifiers-omitted =
    { $values ->
       *[other] { $values } { $field ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } dimiliki lebih dari satu orang (seluruhnya { $people } orang) dan tidak disertakan untuk mereka semua: Klaviyo akan menggabungkan orang-orang ini. Daftarnya ada di shared-identifiers.csv.
    }
text-shared-identifiers-sent-last =
    { $values ->
       *[other] { $values } { $field ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } dimiliki lebih dari satu orang (seluruhnya { $people } orang) dan hanya dikirim bersama orang terakhir: Klaviyo akan menggabungkan orang-orang ini. Daftarnya ada di shared-identifiers.csv.
    }
text-consent-contradictory =
    { $count ->
       *[other] { $count } orang memiliki baris yang menyetujui sekaligus baris yang menolak pemasaran. Yang berlaku adalah baris terakhir orang tersebut.
    }
text-consent-unreachable =
    { $count ->
       *[other] { $count } orang menyetujui { $channel }, tetapi baris mereka tidak memiliki { $field ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } yang dapat dikirim: mereka tidak didaftarkan berlangganan.
    }

## Warnings about columns and files
text-read-as-windows-1252 = { $blob }: dibaca sebagai Windows-1252 karena teksnya bukan UTF-8. Pilih pengodean di aplikasi, nyatakan ({ "{" }"encoding": "windows-1250"{ "}" }) dalam file skema di sebelahnya (docs/segment-formats.md), atau tulis dalam UTF-8.
text-read-as-windows-1252-more =
    { $more ->
       *[other] { $blob } dan { $more } lainnya: dibaca sebagai Windows-1252 karena teksnya bukan UTF-8. Pilih pengodean di aplikasi, nyatakan ({ "{" }"encoding": "windows-1250"{ "}" }) dalam file skema di sebelahnya (docs/segment-formats.md), atau tulis dalam UTF-8.
    }
text-columns-of-other-parts = { $blob }: kolom yang ada di bagian lain tidak ditemukan dan dianggap kosong: { $columns }.
text-columns-of-other-parts-more =
    { $more ->
       *[other] { $blob } dan { $more } lainnya: kolom yang ada di bagian lain tidak ditemukan dan dianggap kosong: { $columns }.
    }
text-columns-gone = Kolom dari eksekusi terakhir sudah tidak ada ({ $count }): { $columns }. Klaviyo menyimpan nilai yang dikirim sebelumnya.
text-columns-not-mapped = Kolom yang namanya diawali $ atau tidak dapat menjadi nama properti tidak dipetakan: { $columns }.

## Warnings about the end of a run
text-canceled-unconfirmed =
    { $count ->
       *[other] { $count } profil sudah dikirim ke Klaviyo saat eksekusi dibatalkan; eksekusi tidak menunggu impornya. Profil tersebut dihitung gagal (belum dikonfirmasi), tetapi mungkin ada di daftar. Coba ulang eksekusi untuk mengirimnya lagi: ini tidak merugikan jika Klaviyo sudah memilikinya.
    }
text-failed-unconfirmed =
    { $count ->
       *[other] { $count } profil sudah dikirim ke Klaviyo saat eksekusi gagal; impornya belum dikonfirmasi. Profil tersebut dihitung gagal (belum dikonfirmasi), tetapi mungkin ada di daftar. Coba ulang eksekusi untuk mengirimnya lagi: ini tidak merugikan jika Klaviyo sudah memilikinya.
    }
text-rejects-file-missing = File baris yang tidak terkirim tidak dapat ditulis; penyebabnya ada di log aplikasi.
text-people-not-removed =
    { $count ->
       *[other] { $count } orang yang keluar dari segmen tidak dapat dihapus dari daftar: { $reason }
    }
text-fields-not-cleared =
    { $count ->
       *[other] { $count } orang masih memiliki nilai lama pada bidang yang kini kosong: { $reason }
    }
text-people-not-subscribed =
    { $count ->
       *[other] { $count } orang yang menyetujui pemasaran tidak dapat didaftarkan berlangganan: { $reason }
    }
text-people-not-unsubscribed =
    { $count ->
       *[other] Langganan { $count } orang yang menolak pemasaran tidak dapat dihentikan: { $reason }
    }
text-people-not-suppressed =
    { $count ->
       *[other] { $count } orang yang menolak pemasaran tidak dapat diblokir: { $reason }
    }
text-next-run-tries-again = eksekusi berikutnya akan mencoba lagi.
text-batch-missing = Data batch ini sudah tidak ada di penyimpanan.
text-klaviyo-answered = Jawaban atas { $request } adalah { $status }: { $answer }
text-given-up = Dihentikan setelah { $attempts } percobaan: { $reason }
text-import-job-missing = Klaviyo tidak lagi memiliki tugas impor tersebut.
text-import-job-ended = Klaviyo mengakhiri tugas impor: { $status }.
text-import-job-overdue = Tugas impor masih berstatus { $status } setelah { $hours } jam.
text-import-job-unknown = Informasi tentang tugas impor tidak dapat diperoleh dari Klaviyo dalam { $hours } jam.
text-chunk-refused = Klaviyo menolak tugas impor tanpa menyebut profil, dan membaginya tidak menemukan penyebab: { $answer }
text-chunk-refused-again = Klaviyo menolak tugas impor { $times } kali: { $reason }
text-chunk-body-missing = Data yang akan dikirim sudah tidak ada di penyimpanan.

## Removals that wait
text-removal-held-empty =
    { $planned ->
       *[other] Segmen kosong, sehingga seluruh { $planned } orang akan dihapus dari daftar. Tidak ada yang dihapus. Jika ini benar, konfirmasikan penghapusan eksekusi ini; jika tidak, perbaiki segmen.
    }
text-removal-held-share =
    { $planned ->
       *[other] { $planned } orang keluar dari segmen, yaitu { $share }% dari yang ada di daftar; batasnya { $limit }%. Tidak ada yang dihapus. Jika ini benar, konfirmasikan penghapusan eksekusi ini; jika tidak, perbaiki segmen.
    }
text-removal-held-unidentifiable =
    { $rows ->
       *[other] { $planned } orang keluar dari segmen, tetapi ada { $rows } baris lebih banyak daripada sebelumnya yang tidak memiliki { $identity ->
            [phone_number] nomor telepon
            [email] alamat email
           *[external_id] ID eksternal
        } yang dapat digunakan: mungkin mereka orang yang sama. Tidak ada yang dihapus. Jika ini benar, konfirmasikan penghapusan eksekusi ini; jika tidak, perbaiki segmen.
    }
text-removal-held-other-identity = Tidak ada yang dihapus: ekspor lain untuk daftar ini mengidentifikasi orang dengan pengenal lain, sehingga tidak diketahui siapa yang dimasukkannya ke daftar. Gunakan pengenal yang sama untuk semua ekspor daftar ini, atau daftar tersendiri untuk masing-masing.

## Runs that wait for confirmation, and limits
text-held-new-profiles =
    { $precision ->
        [about] Sekitar { $count } profil baru akan dibuat di Klaviyo; batas ekspor adalah { $limit }.
       *[exact] { $count } profil baru akan dibuat di Klaviyo; batas ekspor adalah { $limit }.
    }
text-held-plan-unknown = Penggunaan paket tidak dapat diperiksa: kunci memerlukan cakupan usage:read.
text-held-plan-share = { $share }% dari profil paket akan terpakai; batas ekspor adalah { $limit }%.
text-held-flows-unknown = Alur daftar tidak dapat diperiksa: kunci memerlukan cakupan flows:read.
text-canary-flows = Alur daftar menjadi aktif saat bagian pertama dikirim: { $flows }.
text-canary-failed = Klaviyo tidak menerima cukup banyak dari bagian pertama. Tidak diterima: { $bad } dari { $tried } ({ $share }%); batas ekspor adalah { $limit }%. Tidak dikirim: { $others }. Lihat file baris yang tidak terkirim, perbaiki penyebabnya, lalu mulai eksekusi baru: eksekusi itu mengirim semua yang belum diterima Klaviyo.
text-canary-not-confirmed = Bagian pertama sudah dikirim ({ $profiles }), dan tidak ada pengguna yang mengonfirmasi sisanya tepat waktu (jam: { $hours }). Eksekusi berikutnya mengirim sisanya.
text-held-flows =
    { $count ->
       *[other] { $count } orang akan memulai alur daftar: { $flows }.
    }
text-run-held = { $reasons } Tidak ada yang dikirim. Jika ini benar, konfirmasikan eksekusi.
text-limit-of-export = Eksekusi akan mengirim { $profiles } profil; batas ekspor adalah { $limit }.
text-limit-of-connection = Eksekusi akan mengirim { $profiles } profil; batas koneksi adalah { $limit }.
text-run-over-limit = { $limit } Tidak ada yang dikirim. Perkecil segmen atau naikkan batasnya.
text-preview-over-limit = { $limit } Eksekusi akan dilewati.
text-preview-update-only = Mode “Hanya perbarui”: eksekusi tidak menyertakan orang yang tidak ada di Klaviyo. Angka di sini mencakup mereka.

## Notes
text-all-sent-list-changed = Semua profil dikirim, bukan hanya yang berubah: daftar diganti sejak eksekusi terakhir.
text-all-sent-matching-changed = Semua profil dikirim, bukan hanya yang berubah: pencocokan data diubah sejak eksekusi terakhir.
text-all-sent-other-version = Semua profil dikirim, bukan hanya yang berubah: snapshot ditulis oleh versi lain aplikasi.
text-all-sent-full = Semua profil dikirim, bukan hanya yang berubah: ini adalah sinkronisasi penuh.
text-all-sent-other-account = Semua profil dikirim, bukan hanya yang berubah: sejak eksekusi terakhir, koneksi menuju akun Klaviyo lain.
text-all-sent-identity-changed = Semua profil dikirim, bukan hanya yang berubah: pengenal diubah sejak eksekusi terakhir. Orang yang keluar sejak itu tetap di daftar.
text-all-sent-snapshot-missing = Semua profil dikirim, bukan hanya yang berubah: file snapshot terakhir tidak ada.
text-all-sent-removal-missing = Semua profil dikirim, bukan hanya yang berubah: catatan orang yang dihapus eksekusi lain dari daftar tidak ada.
text-opted-out-at-klaviyo =
    { $count ->
       *[other] { $count } orang menyetujui di segmen, tetapi sudah opt-out di Klaviyo: mereka tidak didaftarkan berlangganan. Daftarnya ada di not-subscribed.csv.
    }

## Alerts
text-alert-rejected-share = { $share }% baris ditolak atau gagal ({ $bad } dari { $read }); batasnya { $limit }%.
text-alert-more-rows = Eksekusi membaca { $read } baris, { $deviation }% lebih banyak daripada biasanya ({ $usual }); batasnya { $limit }%.
text-alert-fewer-rows = Eksekusi membaca { $read } baris, { $deviation }% lebih sedikit daripada biasanya ({ $usual }); batasnya { $limit }%.
text-alert-duration = Eksekusi berlangsung { $minutes } menit; batasnya { $limit } menit.
text-alert-no-run-by = Belum ada eksekusi yang selesai secara normal pada pukul { $time } ({ $zone }).

## Notifications
text-notice-run-started = { $name }: eksekusi dimulai
text-notice-run-succeeded = { $name }: ekspor berhasil
text-notice-run-completed-with-warnings = { $name }: ekspor selesai dengan peringatan
text-notice-run-failed = { $name }: ekspor gagal
text-notice-run-held = { $name }: eksekusi atau penghapusannya menunggu konfirmasi
text-notice-run-recovered = { $name }: ekspor berfungsi kembali
text-notice-alert-raised = { $name }: alarm dipicu
text-notice-alert-resolved = { $name }: alarm teratasi
text-notice-key-problem = { $name }: kunci perlu diperhatikan
text-notice-test = { $name }: uji pemberitahuan ini
text-notice-held-before-sending = Eksekusi menunggu konfirmasi sebelum apa pun dikirim.
text-notice-removals-held = Penghapusan dari daftar menunggu konfirmasi. Jumlah orang: { $planned } ({ $share }% dari yang dimasukkan ekspor ke daftar).
text-notice-first-portion-sent = Bagian pertama sudah dikirim; sisanya menunggu konfirmasi.
text-notice-key-expires = Rahasia kunci di brankas kunci kedaluwarsa pada { $expires_at }.
text-notice-open = Buka di aplikasi
text-notice-fact =
    { $fact ->
        [run] Eksekusi
        [state] Status
        [time] Waktu
        [read] Dibaca
        [accepted] Diterima
        [unchanged] Tidak berubah
        [duplicates] Duplikat
        [rejected] Ditolak
        [failed] Gagal
       *[removed] Dihapus dari daftar
    }
text-notice-state =
    { $state ->
        [successful] Berhasil
        [completed_with_warnings] Selesai dengan peringatan
        [skipped] Dilewati
        [canceled] Dibatalkan
       *[failed] Gagal
    }

## Reasons why rows are not sent
text-reject-email-missing = Baris tidak memiliki alamat email.
text-reject-email-malformed = Alamat email tidak valid.
text-reject-phone-number-missing = Baris tidak memiliki nomor telepon, yang menjadi pengenal.
text-reject-phone-number-malformed = Nomor telepon, yang menjadi pengenal, tidak dapat dibaca sebagai nomor yang valid.
text-reject-external-id-missing = Baris tidak memiliki ID eksternal, yang menjadi pengenal.
text-reject-external-id-malformed = ID eksternal, yang menjadi pengenal, terlalu panjang atau kehilangan digit (misalnya 4.93E+11).
text-reject-profile-too-large = Profil lebih besar dari 100 KB, batas Klaviyo.
text-reject-malformed-row = Baris tidak dapat dibaca.
text-reject-duplicate = Orang yang sama ada di baris setelahnya; yang berlaku adalah baris terakhir.
text-reject-refused-by-klaviyo = Klaviyo menolak profil.
text-reject-not-found = Klaviyo tidak memiliki profil dengan pengenal ini, dan modenya adalah “Hanya perbarui”.
text-reject-import-failed = Klaviyo tidak dapat mengimpor profil.
text-reject-chunk-failed = Tugas impor tidak dapat dikirim.
text-reject-not-sent = Eksekusi berakhir sebelum baris dikirim.
text-reject-unconfirmed = Baris dikirim ke Klaviyo, tetapi hasilnya tidak diketahui.

## Undoing a run

text-undo-people-left = { $count } orang tidak dapat dihapus dari daftar; urungkan eksekusi sekali lagi.
text-undo-others-sending = { $count } orang tetap ada untuk saat ini: ekspor lain sedang mengirimnya. Urungkan eksekusi sekali lagi setelah eksekusi ekspor itu selesai.
text-undo-imports-late = Klaviyo belum mengonfirmasi semua profil saat eksekusi dihentikan: orang masih dapat ditambahkan ke daftar. Urungkan eksekusi sekali lagi dalam satu jam.
text-undo-stayed = { $count } orang dari eksekusi yang diurungkan tetap ada di daftar: ekspor lain memilikinya, atau mereka bergabung sebelum atau sesudah eksekusi itu.
text-undo-absent = { $count } orang dari eksekusi yang diurungkan sudah tidak ada di daftar.
text-undo-not-ended = Eksekusi masih berjalan. Batalkan atau tunggu sampai selesai, lalu urungkan.
text-undo-is-undo = Eksekusi ini mengurungkan eksekusi lain dan tidak dapat diurungkan. Jalankan ekspor untuk menambahkan orangnya lagi.
text-undo-undone = Eksekusi sudah diurungkan.
text-undo-nothing-added = Eksekusi tidak menambahkan siapa pun ke daftar, jadi tidak ada yang perlu dihapus.
text-undo-not-recorded = Tidak ada catatan tentang siapa yang ditambahkan eksekusi. Hapus orang-orangnya di Klaviyo.
text-undo-expired = Catatan tentang siapa yang ditambahkan eksekusi sudah dihapus: catatan itu disimpan untuk waktu terbatas. Hapus orang-orangnya di Klaviyo.
text-undo-export-removed = Ekspor dari eksekusi ini sudah dihapus. Hapus orang-orangnya di Klaviyo.
text-undo-connection-changed = Sejak eksekusi itu, ekspor memiliki koneksi atau akun Klaviyo lain, atau tidak memiliki koneksi. Pilih koneksi eksekusi itu, lalu urungkan.
text-undo-other-identity = Ekspor lain untuk daftar ini mengidentifikasi orang dengan pengenal lain, sehingga tidak diketahui siapa yang dimilikinya di daftar. Beri semua ekspor daftar ini pengenal yang sama, lalu urungkan eksekusi.
text-undo-export-running = Eksekusi lain dari ekspor ini sedang berjalan. Batalkan atau tunggu sampai selesai terlebih dahulu.

## Requests
text-key-in-vault = Kunci koneksi ini adalah rahasia { $secret } di brankas kunci: perbarui di sana.
text-other-account = Ini milik akun Klaviyo lain ({ $account }, bukan { $known }). Tambahkan koneksi baru untuk akun tersebut.
text-list-exists = Akun sudah memiliki daftar dengan nama itu: { $list }. Pilih daftar tersebut, atau nama lain.
text-cross-site = Tidak ada yang diubah. Gunakan halaman aplikasi sendiri, atau sebuah program.
text-not-signed-in = Anda belum masuk. Masuklah dengan akun organisasi Anda.
text-no-role = Akun Anda tidak memiliki peran di aplikasi ini. Minta administrator memberi Anda peran aplikasi Viewer, Operator, Contributor, atau Administrator di Entra ID.
text-sign-in-unreadable = Informasi masuk tidak dapat dibaca. Masuklah lagi.
text-change-own = Administrator lain harus menyetujui perubahan ini karena Anda yang memintanya.
text-change-outdated = Ekspor telah diubah sejak perubahan ini diminta. Tolak perubahan ini, lalu minta lagi.
text-change-of-others = Hanya administrator, atau pengguna yang meminta perubahan, yang dapat menolaknya.
text-full-run-needs-approval = Administrator lain harus menyetujui eksekusi yang mengirim semua profil: permintaannya adalah { $change }.
text-no-change = Tidak ada perubahan { $change } yang menunggu persetujuan.
text-consent-needed = Tidak ada yang dikirim ke Klaviyo tanpa persetujuan atas privasi dan kepatuhan data. Baca teksnya, lalu setujui.
text-secret-of-sign-in = Rahasia ini milik proses masuk aplikasi ke Klaviyo. Sebutkan rahasia yang berisi kunci API.
text-connection-used = Ekspor berikut menggunakan koneksi ini: { $exports }. Berikan koneksi lain, atau hapus koneksi dengan ?exports=detach (ekspor tetap ada dan tidak berjalan) atau ?exports=remove.
text-exports-running = Ekspor berikut sedang berjalan: { $exports }. Tunggu hingga selesai.
text-segment-name-in-storage = Kontainer segmen sudah memiliki segmen { $segment }. Pilih nama lain.
text-segment-used = Ekspor berikut menggunakan segmen ini: { $exports }. Berikan segmen lain, atau hapus ekspornya terlebih dahulu.
text-select-reads-no-table = SELECT tidak membaca tabel apa pun.
text-no-definition = Tidak ada segmen “{ $segment }” yang didefinisikan di aplikasi.
text-segment-already-defined = Segmen { $segment } sudah didefinisikan. Ubah definisinya, atau pilih nama lain.
text-already-exported = Ekspor “{ $export }” ({ $id }) sudah mengirim segmen ini ke daftar ini. Ubah ekspor tersebut, atau pilih daftar atau segmen lain.
text-export-run-active = Eksekusi { $run } dari ekspor ini masih aktif; tidak ada yang disimpan.
text-body-too-large = Isi permintaan berukuran { $size } byte; batasnya { $limit }.
text-body-without-length = Isi dikirim dengan Transfer-Encoding chunked dan tidak sampai. Tidak ada yang diubah. Kirim lagi dengan header Content-Length.
text-app-too-slow = Aplikasi tidak selesai dalam { $seconds } detik. Sebagian permintaan mungkin sudah dijalankan: periksa, lalu coba lagi.
text-list-check-no-result = Pemeriksaan belum memiliki hasil.
text-list-check-result-deleted = Hasilnya telah dihapus: hasil disimpan selama PERSONAL_DATA_DAYS, tetapi tidak lebih lama daripada penghapusan data seseorang.
text-no-list-check = Tidak ada pemeriksaan daftar seperti itu. Pemeriksaan disimpan selama 35 hari.
text-too-many-notifications = Sudah ada { $limit } pemberitahuan, yaitu batasnya. Hapus salah satu terlebih dahulu.
text-no-notification = Tidak ada pemberitahuan { $notification }.
text-idempotency-key-invalid = Idempotency-Key harus terdiri dari 1 hingga 255 karakter ASCII yang terlihat.
text-changed-since-read = Data telah diubah sejak Anda membacanya. Baca lagi, lalu lakukan perubahan Anda.
text-changed-at-same-time = Permintaan lain mengubahnya pada saat yang sama. Baca lagi, lalu lakukan perubahan Anda.
text-no-erasure = Tidak ada penghapusan data seperti itu.
text-erase-email-invalid = email: diperlukan alamat dengan format yang benar.
text-erase-phone-invalid = phone_number: diperlukan nomor yang valid dengan kode negara: +12065550100.
text-erase-id-invalid = external_id: diperlukan ID.
text-person-not-named = Sebutkan orangnya: berikan email, phone_number, atau external_id.
text-role-needed =
    Ini memerlukan peran { $needed ->
        [viewer] Pembaca
        [operator] Operator
        [contributor] Kontributor
       *[administrator] Administrator
    }; peran Anda adalah { $role ->
        [viewer] Pembaca
        [operator] Operator
        [contributor] Kontributor
       *[administrator] Administrator
    }.
text-no-connection = Tidak ada koneksi { $connection }.
text-connection-for-administrators = Koneksi ini hanya untuk administrator. Minta administrator menambahkan Anda sebagai pengguna ekspor, atau membukanya untuk kontributor.
text-no-export = Tidak ada ekspor { $export }.
text-export-without-connection = Ekspor tidak memiliki koneksi. Administrator harus memilihnya.
text-groups-unknown = Koneksi ini untuk grup tertentu, dan informasi masuk Anda tidak menyebutkan grup Anda karena jumlahnya terlalu banyak. Minta administrator menambahkan Anda sebagai pengguna ekspor.
text-export-connection-removed = Koneksi ekspor telah dihapus. Administrator harus memilih koneksi lain.
text-no-preview = Tidak ada pratinjau seperti itu. Pratinjau disimpan selama satu hari.
text-rejects-not-written = Eksekusi masih aktif; file baris yang tidak terkirim ditulis saat eksekusi berakhir.
text-personal-data-deleted = File dengan data pribadi dihapus setelah { $days } hari (pengaturan PERSONAL_DATA_DAYS).
text-file-too-large = File terlalu besar untuk API. Unduh dari penyimpanan: { $path }.
text-storage-unavailable = Penyimpanan tidak merespons. Coba lagi nanti. Perubahan mungkin sudah dilakukan: periksa terlebih dahulu.
text-not-unicode = Alamat atau header bukan Unicode yang valid.
text-method-not-allowed = Alamat ini menerima { $methods }.
text-no-address = Tidak ada alamat { $address }.
text-stale = { $reason } Baca lagi, lalu lakukan perubahan Anda.
text-no-run-by-key = Tidak ada eksekusi { $run } yang dimulai dengan kunci fungsi.
text-retry-other-connection = Sejak eksekusi itu, ekspor memiliki koneksi lain atau tidak memiliki koneksi. Jalankan ekspornya saja.
text-no-held-removal = Tidak ada penghapusan dari eksekusi ini yang menunggu konfirmasi.
text-removal-export-changed = Ekspor telah diubah sejak eksekusi itu: mode atau daftarnya berbeda. Jalankan ekspornya saja.
text-removal-later-run = Eksekusi yang lebih baru telah membaca segmen. Lihat eksekusi tersebut.
text-run-not-held = Eksekusi ini tidak menunggu konfirmasi.
text-confirm-export-changed = Ekspor telah diubah setelah eksekusi itu: koneksi atau daftarnya berbeda. Mulai eksekusi baru.
text-confirm-later-run = Ekspor sudah berjalan lagi sejak saat itu. Lihat eksekusi terbarunya.
text-no-run = Tidak ada eksekusi { $run }.
text-no-run-of-export = Tidak ada eksekusi { $run } dari ekspor ini.
text-no-segment-name = Tidak ada segmen dengan nama ini: nama segmen paling banyak 200 karakter, tanpa / \ ? #, dan tidak diawali titik.
text-format-closed-connection = Segmen ini dibaca oleh ekspor pada koneksi yang tertutup bagi Anda. Hubungi administrator.
text-sign-in-unknown = Proses masuk ke Klaviyo ini tidak dikenal, sudah dipakai, atau terlalu lama. Mulai lagi.
text-client-id-changed = Pengaturan KLAVIYO_CLIENT_ID diubah di tengah proses. Mulai lagi.
text-no-sign-in = Anda tidak memiliki proses masuk ke Klaviyo seperti itu, atau sudah kedaluwarsa. Masuklah lagi.
text-sign-in-not-configured = Tidak ada aplikasi Klaviyo yang dikonfigurasi: atur KLAVIYO_CLIENT_ID, dan simpan rahasia kliennya di brankas kunci. Sampai saat itu, sambungkan dengan kunci API privat.
text-app-url-unknown = Alamat aplikasi tidak diketahui: atur APP_URL ke URL https aplikasi.
text-sign-in-of-other-user = Pengguna lain memulai proses masuk ke Klaviyo ini. Mulai lagi.
text-connection-changed-meanwhile = Koneksi diubah di tengah proses. Masuklah lagi.
text-no-file-of-run = Eksekusi tidak membaca file dengan nama ini.
text-file-without-rows = File tidak memiliki baris.
text-file-changed-since-run = { $blob } ditulis ulang atau dihapus setelah eksekusi ini membacanya: baris pada posisi ini mungkin milik orang lain. Cari orangnya di baris segmen yang sekarang.
text-row-too-far = Baris berada terlalu jauh di dalam { $blob }: baris ditampilkan dari { $megabytes } MB dan { $lines } baris pertama. Buka file di penyimpanan.
text-no-row-at-line = { $blob } tidak memiliki baris yang dimulai pada baris { $line }.
text-newer-version = { $what } memiliki versi skema { $version }, yang tidak didukung oleh versi aplikasi ini. Datanya tidak diubah. Deploy lagi versi yang lebih baru.
text-idempotency-key-used = Kunci ini memulai eksekusi { $run } dengan isi yang berbeda. Kirim isi itu lagi, atau kunci lain.
text-export-removed = Ekspor { $export } telah dihapus.
text-preview-active = Pratinjau Anda { $preview } masih dibuat. Mohon tunggu.
text-preview-active-now = Pratinjau Anda yang lain dimulai pada saat yang sama. Mohon tunggu.
text-run-still-active = Eksekusi { $run } dari ekspor ini masih aktif. Tunggu hingga berakhir, atau batalkan.
text-run-ended =
    Eksekusi sudah berakhir ({ $state ->
        [successful] Berhasil
        [completed_with_warnings] Selesai dengan peringatan
        [failed] Gagal
        [skipped] Dilewati
       *[canceled] Dibatalkan
    }).
text-confirm-ignoring-suppressions = Dengan respect_suppressions false, orang yang berhenti berlangganan atau menandai pesan sebagai spam bisa menerima pesan lagi. Atur confirm_ignoring_suppressions ke true jika memang itu yang Anda inginkan.
text-channels-need-phone = Saluran sms dan whatsapp memerlukan nomor telepon: petakan kolom ke phone_number.
text-queue-message-invalid = Bukan pesan dari aplikasi ini ({ $problem }).
text-export-choose-connection = Ekspor tidak memiliki koneksi. Pilih koneksi terlebih dahulu.
text-export-being-saved = Ekspor lain yang mengirim { $segment } ke daftar ini sedang disimpan, atau disimpan dalam satu menit terakhir. Lihat daftar ekspor, lalu coba lagi.
text-scope-for-subscribing = { $problem } { $scope } diperlukan untuk ekspor yang mendaftarkan orang berlangganan: { $exports }.
text-key-of-other-account = Rahasia kini berisi kunci akun Klaviyo lain. Jangan kirim apa pun dengan kunci itu.

## Keys, sign-ins and Klaviyo
text-key-refused = { $answer } Perbarui kunci pada koneksi; diperlukan cakupan { $scopes }.
text-sign-in-lost = { $answer } Masuk lagi ke Klaviyo pada koneksi; diperlukan cakupan { $scopes }.
text-key-lacks-scopes = Kunci tidak memiliki cakupan { $scopes }. Buat kunci di Klaviyo yang memilikinya, dan gunakan kunci itu.
text-sign-in-lacks-scopes = Proses masuk tidak memiliki cakupan { $scopes }. Tambahkan ke aplikasi Anda di Klaviyo, lalu masuk lagi ke Klaviyo pada koneksi.
text-sign-in-denied = Anda tidak mengizinkan akses di Klaviyo. Tidak ada yang diubah.
text-sign-in-scopes = Aplikasi Anda di Klaviyo tidak memiliki semua cakupan ini: { $scopes }. Tambahkan di sana.
text-sign-in-refused = Klaviyo menolak proses masuk. Mulai lagi.
text-connection-removed = Koneksi ekspor ini telah dihapus. Pilih koneksi lain di ekspor.
text-sign-in-ended = Klaviyo tidak lagi menerima proses masuk koneksi ini: aksesnya dicabut, aplikasinya dihapus di Klaviyo, atau tidak digunakan selama 90 hari. Administrator harus masuk lagi ke Klaviyo pada koneksi.
text-sign-in-other-app = Koneksi ini masuk dengan aplikasi { $app } di Klaviyo, sedangkan pengaturan KLAVIYO_CLIENT_ID menyebut aplikasi lain atau tidak ada. Kembalikan pengaturannya, atau masuk lagi ke Klaviyo pada koneksi.
text-sign-in-being-renewed = Instans lain sedang memperbarui akses ke Klaviyo. Coba lagi nanti.
text-rate-record-contention = Catatan { $endpoint } tidak dapat ditulis: ada penulisan lain pada saat yang sama.
text-rate-window-used = Batas Klaviyo untuk { $endpoint } sudah terpakai.
text-list-not-in-account = Klaviyo tidak memiliki daftar “{ $list }” di akun ini. Periksa ID daftar di pengaturan daftar Klaviyo.
text-list-unknown = Klaviyo tidak mengenal daftar ini, atau daftar telah dihapus: { $answer }
text-import-errors-unavailable = Klaviyo tidak menampilkan kesalahan tugas impor { $job }: { $answer }
text-list-gone = Klaviyo tidak lagi memiliki daftar “{ $list }”.
text-profiles-unknown = Klaviyo tidak mengenal profil akun ini.
text-sign-in-without-token = Respons Klaviyo atas proses masuk tidak memiliki token refresh. Mulai lagi.
text-client-refused = Klaviyo tidak menerima ID klien { $client } dengan rahasia kliennya. Periksa pengaturan KLAVIYO_CLIENT_ID dan rahasia “{ $secret }” di brankas kunci.
text-sign-in-rate-limited = Jawaban atas POST { $path } adalah 429.
text-sign-in-not-accepted = Klaviyo tidak menerima proses masuk. Mulai lagi.
text-sign-in-no-answer = Klaviyo tidak menjawab POST { $path } ({ $error }).
text-sign-in-invalid-answer = Jawaban Klaviyo atas POST { $path } ({ $status }) bukan jawaban yang valid untuk panggilan ini.
text-klaviyo-invalid-answer = Jawaban Klaviyo atas { $method } { $path } ({ $status }) bukan jawaban yang valid untuk panggilan ini.
text-klaviyo-timeout = Klaviyo tidak menjawab { $method } { $path } dalam { $seconds } detik.
text-klaviyo-url-invalid = { $method } { $path } bukan URL yang valid.
text-klaviyo-no-answer = Klaviyo tidak menjawab { $method } { $path } ({ $error }).
text-klaviyo-batch-timeout = Klaviyo tidak menjawab semua permintaan batch dalam { $seconds } detik.
text-klaviyo-lookups-timeout = Klaviyo tidak menjawab semua pencarian dalam { $seconds } detik.
text-key-characters = Kunci berisi karakter yang tidak ada pada kunci Klaviyo. Masukkan lagi.
text-secret-missing = Brankas kunci tidak memiliki rahasia “{ $secret }”. Perbarui kunci pada koneksi, atau pulihkan rahasianya.
text-secret-denied = Aplikasi tidak boleh membaca rahasia “{ $secret }”, atau rahasia tersebut dinonaktifkan. Beri identitas aplikasi peran Key Vault Secrets User, atau aktifkan rahasianya.
text-vault-identity = Brankas kunci tidak menerima identitas aplikasi.
text-vault-unavailable = Brankas kunci tidak tersedia.
text-vault-unreachable = Brankas kunci tidak dapat dijangkau.
text-vault-not-stored = Kunci tidak dapat disimpan di brankas kunci.
text-vault-not-deleted = Kunci tidak dapat dihapus dari brankas kunci.

## Webhooks
text-event-grid-no-token = Identitas terkelola tidak memberikan token untuk Event Grid.
text-event-grid-answered = Jawaban topik Event Grid adalah { $status }.
text-event-grid-unreachable = Topik Event Grid tidak dapat dijangkau ({ $error }).
text-notification-not-sent = Tidak ada yang dikirim: { $reason }
text-url-not-https = URL harus diawali https://.
text-url-characters = URL memerlukan host, dan tidak boleh berisi spasi atau karakter khusus.
text-url-with-password = URL tidak boleh berisi nama pengguna atau kata sandi.
text-url-not-public = Alamat ini tidak bersifat publik.
text-url-invalid = Ini bukan URL.
text-receiver-answered = Jawaban penerima adalah { $status }.
text-receiver-timeout = Penerima tidak menjawab tepat waktu (TimeoutError).
text-receiver-unreachable = Penerima tidak dapat dijangkau ({ $error }).
text-receiver-not-public = Host mengarah ke alamat yang tidak bersifat publik.

## Runs
text-other-exports-changed = File ekspor lain dari daftar ini diganti saat sedang dibaca.
text-chunk-differs = Tugas impor { $chunk } berisi baris yang berbeda dari sebelum eksekusi terputus. Mulai eksekusi baru.
text-preparation-differs = Segmen sekarang menghasilkan { $profiles } profil, sebelum eksekusi terputus { $before } (apakah aplikasi dimutakhirkan di antaranya?). Mulai eksekusi baru.
text-step-failed = Sebuah langkah terus-menerus gagal; penyebabnya ada di log aplikasi.
text-step-did-not-end = Sebuah langkah tidak berakhir; penyebabnya ada di log aplikasi.
text-run-file-deleted = { $path }, yang diperlukan eksekusi, telah dihapus. Mulai eksekusi baru, dan jangan biarkan hal lain menghapus file aplikasi.
text-retry-run-active = Eksekusi masih aktif. Tunggu hingga berakhir, atau batalkan.
text-retry-of-undo = Eksekusi ini mengurungkan eksekusi { $run }. Sebagai gantinya, urungkan eksekusi itu lagi.
text-retry-run-skipped = Eksekusi dilewati: tidak ada yang dibaca atau dikirim. Mulai eksekusi baru.
text-retry-nothing-left = Setiap profil eksekusi ini sudah diterima atau ditolak secara permanen: tidak ada yang perlu dikirim lagi.
text-retry-record-gone = Catatan baris yang tidak diterima dari eksekusi ini sudah tidak ada: catatan disimpan selama HISTORY_DAYS, dan eksekusi yang berakhir tanpa file baris yang tidak terkirim tidak memilikinya. Mulai eksekusi baru: setiap baris yang belum diterima Klaviyo akan dikirim.
text-retry-record-deleted = Catatan baris yang tidak diterima dari eksekusi { $run } telah dihapus. Mulai eksekusi baru: setiap baris yang belum diterima Klaviyo akan dikirim.
text-undo-joined-unknown = Eksekusi { $run } tidak menyatakan kapan orang yang dihapusnya masuk ke daftar.
text-undo-record-gone = Catatan tentang siapa yang ditambahkan eksekusi { $run } telah dihapus, atau eksekusi lain telah mengurungkannya. Tidak ada yang dihapus dari daftar.
text-undo-record-deleted = Catatan tentang siapa yang ditambahkan eksekusi { $run } telah dihapus. Tidak ada yang dihapus dari daftar.
text-list-check-active = Daftar ekspor ini sedang diperiksa. Tunggu hasilnya.
text-list-check-run-active = Ekspor sedang berjalan. Periksa daftarnya setelah eksekusi berakhir.
text-list-check-nothing-sent = Ekspor belum mengirim siapa pun ke daftarnya: tidak ada yang dapat dibandingkan.
text-list-check-identity-changed = Pengenal ekspor diubah setelah eksekusi terakhirnya. Jalankan ekspor terlebih dahulu.
text-list-check-record-deleted = Catatan tentang apa yang dikirim ekspor telah dihapus. Jalankan ekspor terlebih dahulu.
text-list-check-run-since = Sejak daftarnya dibaca, ekspor sudah berjalan atau data seseorang dihapus. Periksa lagi.
text-list-check-nothing-to-repair = Pemeriksaan tidak memiliki hasil untuk diperbaiki.
text-list-check-repaired = Eksekusi { $run } sudah memperbaiki daftar.
text-list-check-none-missing = Tidak ada orang yang kurang di daftar.
text-list-check-run-started = Ekspor telah memulai eksekusi. Periksa daftarnya lagi.
text-list-check-result-gone = Hasil pemeriksaan telah dihapus. Periksa daftar lagi.
text-list-check-file-gone = Sebuah file pemeriksaan telah dihapus. Periksa daftar lagi.
text-erasure-identifiers-gone = Pengenal orang tersebut tidak lagi disimpan. Minta penghapusan data lagi.
text-erasure-accounts-unavailable = Ada akun Klaviyo yang tidak menjawab; `refused` menyebutkannya.
text-erasure-active = Data orang lain sedang dihapus.
text-erasure-runs-active = Ada eksekusi aktif yang file kerjanya mungkin berisi orang tersebut: { $runs }.
text-erasure-opt-outs-active = Opt-out yang mungkin menyebut orang tersebut sedang dibaca dari Klaviyo.
text-erasure-list-active = Daftar yang mungkin berisi orang tersebut sedang dibaca dari Klaviyo.
text-erasure-lookup-active = Data seseorang sedang dicari, dan hasilnya mungkin memuat orang tersebut.
text-no-lookup = Tidak ada pencarian seperti itu. Hasil pencarian disimpan selama satu hari.
text-lookup-result-deleted = Hasil pencarian telah dihapus karena data orang tersebut dihapus.
text-lookup-identifiers-gone = Pengenal orang tersebut tidak lagi disimpan. Minta pencarian lagi.
text-erasure-preview-active = Pratinjau yang mungkin menampilkan orang tersebut sedang dibuat.

## Limits
text-work-preparing = Menyiapkan segmen
text-work-counting = Menghitung yang diterima Klaviyo
text-work-listing = Mendata baris yang tidak diterima
text-work-finding-people = Mencari orang yang akan dihapus dari daftar, dikosongkan bidangnya, atau didaftarkan berlangganan
text-work-comparing-list = Membandingkan daftar dengan yang dikirim
text-work-looking-up = Mencari data orang tersebut
text-work-undoing = Mengeluarkan orang dari eksekusi yang diurungkan dari snapshot
text-work-erasing = Menghapus data orang tersebut
text-advice-smaller-segment = Tidak ada yang dikirim. Bagi segmen, hilangkan kolom, atau beri aplikasi lebih banyak disk atau memori dan naikkan pengaturannya.
text-advice-more-resources = Beri aplikasi lebih banyak disk atau memori dan naikkan pengaturannya.
text-advice-erase-again = Beri aplikasi lebih banyak disk atau memori dan naikkan pengaturannya. Kemudian hapus data orang tersebut lagi.
text-memory-exceeded = { $work }: diperlukan lebih banyak memori daripada yang boleh dipakai (pengaturan PREPARE_MEMORY_MB). { $advice }
text-disk-full = { $work }: disk sementara instans (TEMP_DIR) penuh. { $advice } Dengan PREPARE_DISK_MB, setiap eksekusi tetap di bawah ruang yang tersedia.
text-disk-limit-preparing = Menyiapkan segmen memerlukan lebih dari { $limit } MB disk sementara yang boleh dipakai (pengaturan PREPARE_DISK_MB). { $advice }
text-disk-limit = { $work }: diperlukan lebih banyak disk sementara daripada yang boleh dipakai (pengaturan PREPARE_DISK_MB). { $advice }
text-preview-disk = Pratinjau memerlukan lebih dari { $limit } MB disk sementara yang boleh dipakai (pengaturan PREPARE_DISK_MB). Eksekusi akan disiapkan per bagian. Buat pratinjau segmen yang lebih kecil dengan kolom yang sama, atau naikkan pengaturannya.
text-disk-one-piece = Segmen didefinisikan dengan SELECT. Segmen seperti ini disiapkan sekaligus, dan memerlukan lebih dari { $limit } MB disk sementara yang boleh dipakai (pengaturan PREPARE_DISK_MB). Definisikan dengan kondisi dan anggota, yang dapat disiapkan per bagian, pilih lebih sedikit baris dan kolom, atau beri aplikasi lebih banyak disk dan naikkan pengaturannya.
text-disk-total = Segmen memerlukan total sekitar { $needed } MB disk sementara, lebih dari { $pieces } bagian masing-masing { $piece } MB (seperempat dari pengaturan PREPARE_DISK_MB). Bagi segmen, hilangkan kolom, atau beri aplikasi lebih banyak disk dan naikkan pengaturannya.
text-file-indivisible = { $blob } tidak dapat dibagi (terkompresi, bukan UTF-8, atau awal barisnya tidak pasti), dan terlalu besar untuk satu instans: sekitar { $size } MB, lebih dari { $limit } MB. Tidak ada yang dikirim. Tulis sebagai beberapa file, sebagai Parquet dengan grup baris, atau sebagai CSV atau JSON Lines dalam UTF-8 tanpa kompresi.
text-too-many-rows = Segmen memiliki lebih dari { $limit } baris (pengaturan MAX_SEGMENT_ROWS). Bagi segmen, atau naikkan pengaturannya.
text-segment-too-many-bytes = Segmen berukuran { $bytes } byte, lebih dari { $limit } (pengaturan MAX_SEGMENT_BYTES). Bagi segmen, atau naikkan pengaturannya.
text-segment-too-many-parts = Segmen memiliki { $parts } bagian; namanya tidak muat dalam catatan eksekusi. Tulis dalam bagian yang lebih sedikit dan lebih besar.
text-too-many-parts = Segmen memiliki { $parts } bagian; paling banyak { $limit } yang dibaca.
text-row-groups-too-large = Grup baris segmen terlalu besar untuk memori yang tersedia (pengaturan PREPARE_MEMORY_MB). DuckDB menyatakan: “{ $problem }”. Tulis Parquet dalam halaman 1 MB atau grup baris 32 MB, atau naikkan pengaturannya.
text-rows-too-long = Baris segmen terlalu panjang untuk memori yang tersedia (pengaturan PREPARE_MEMORY_MB). DuckDB menyatakan: “{ $problem }”.
text-select-timeout = SELECT segmen dihentikan setelah { $seconds } detik (pengaturan SELECT_SECONDS). Gabungkan berdasarkan kunci, saring sebelum menggabungkan, atau naikkan pengaturannya.

## Segments
text-segment-empty = Segmen kosong.
text-segment-header-only = Segmen memiliki header tanpa baris. Periksa ekspor yang menulisnya.
text-segment-no-row = Segmen tidak memiliki baris. Periksa ekspor yang menulisnya.
text-segment-being-written = Segmen sedang ditulis. Coba lagi nanti.
text-not-inspected-yet = Belum diperiksa: coba lagi.
text-segment-unreadable = Segmen tidak dapat dibaca. DuckDB menyatakan: “{ $problem }”.
text-reading-interrupted = Pembacaan segmen terputus.
text-segment-not-found = Tidak ada blob { $name }.csv (.tsv, .txt, .jsonl, .ndjson, .json, juga .gz dan .zst; .xlsx, .parquet) atau { $name }/…, juga tidak ada model.json, manifes, atau tabel Delta dengan nama itu. Periksa namanya, dan apakah ekspornya sudah berjalan.
text-several-forms = Beberapa blob bernama { $segment }: { $blobs }. Pertahankan satu bentuk saja dari segmen itu.
text-unusable-name = Segmen { $segment } tidak dapat diekspor: nama segmen paling banyak 200 karakter, tanpa / \ ? #, dan tidak diawali titik. Ganti nama blob atau foldernya.
text-several-kinds = Bagian-bagian { $segment } berbeda jenis: { $kinds }. Tulis semuanya dalam satu format.
text-unknown-kind = { $blob } tidak dikenal jenisnya: hanya file yang berakhiran { $endings } yang dibaca, teks juga dalam bentuk terkompresi (.gz, .zst). Tulis segmen dalam salah satu format ini, atau pindahkan file keluar dari kontainer.
text-no-table = Tidak ada tabel { $table }.
text-problem-of-table = { $table }: { $problem }
text-definition-problems = { $problems }
text-table-empty = Tabel { $table } dari segmen { $segment } tidak memiliki baris. Periksa ekspor yang menulisnya.
text-table-gone = Segmen { $segment } membaca tabel { $table }, yang tidak ada lagi. Ubah definisinya, atau tulis tabelnya lagi.
text-table-lacks-columns = Tabel { $table } tidak memiliki kolom { $missing }. Kolomnya: { $columns }.
text-table-lacks-columns-similar = Tabel { $table } tidak memiliki kolom { $missing } (mungkin maksud Anda { $similar }?). Kolomnya: { $columns }.
text-definition-outdated = { $missing } Ubah definisi segmen { $segment }.
text-columns-missing = Segmen tidak memiliki kolom ini: { $wanted }. Kolomnya: { $columns }. Ubah pencocokan data.
text-column-wanted = { $field } ← “{ $column }”
text-column-wanted-similar = { $field } ← “{ $column }” (mungkin maksud Anda { $similar }?)
text-column-missing-in-part = { $blob } tidak memiliki kolom “{ $column }” ({ $identity }), seperti bagian lainnya. Kolomnya: { $columns }. Tulis semua bagian dengan cara yang sama.
text-consent-column-missing = Segmen tidak memiliki kolom “{ $column }”, yang menyatakan siapa yang menyetujui pemasaran ({ $channel }). Ubah `subscribe`.
text-table-columns-differ-in-case = Tabel { $table } memiliki kolom yang namanya hanya berbeda huruf besar dan kecil, yang tidak dapat dibaca SELECT.
text-table-row-unreadable = { $blob }, baris { $line }: { $problem } Definisi membaca seluruh tabel, dan tanpa baris ini sebagian orang bisa terlewat. Perbaiki file.
text-select-unparsable = SELECT tidak dapat diurai. DuckDB menyatakan: “{ $problem }”.
text-select-unparsable-at = SELECT tidak dapat diurai. DuckDB menyatakan: “{ $problem }” (karakter ke-{ $position }).
text-select-too-deep = SELECT tidak dapat diurai: tingkat sarangnya terlalu dalam, atau bukan teks.
text-select-statements = Definisi memiliki { $count } pernyataan. Tulis satu SELECT.
text-select-only-one = Hanya satu SELECT yang diizinkan, tanpa pernyataan lain.
text-select-tables-differ-in-case = SELECT membaca tabel yang namanya hanya berbeda huruf besar dan kecil.
text-select-no-sample = Sampel tidak diizinkan: barisnya berbeda pada setiap percobaan.
text-select-only-catalog = Hanya tabel dalam katalog yang dapat dibaca.
text-select-table-function = Fungsi tabel { $function } tidak diizinkan: hanya tabel dalam katalog yang dapat dibaca.
text-select-table-name = Tabel “{ $table }” memiliki skema atau versi. Nama tabel ditulis seperti pada GET /api/tables, dalam tanda kutip ganda.
text-select-function = Fungsi { $function } tidak diizinkan: hasilnya bisa berbeda pada setiap percobaan. Untuk waktu, gunakan parameter $today dan $now.
text-select-clock = { $function } tidak diizinkan. Gunakan parameter $today dan $now.
text-select-parameters = Parameter yang tersedia hanya $today dan $now.
text-select-does-not-fit = SELECT tidak sesuai dengan tabel. DuckDB menyatakan: “{ $problem }”.
text-select-failed-on-value = SELECT gagal pada suatu nilai ({ $error }). Semua kolom berupa teks: konversi dengan TRY_CAST.

## Files
text-blob-archived = { $blob } berada di tingkat arsip, yang tidak dapat dibaca. Rehidrasi blob: atur tingkat aksesnya ke hot atau cool, dan mulai eksekusi baru setelah penyimpanan selesai, yang memerlukan beberapa jam.
text-storage-refuses = Penyimpanan menolak pembacaan { $blob } (jawaban: { $answer }). Tulis blob lagi, dan mulai eksekusi baru.
text-storage-denies = Penyimpanan menolak akses ke { $blob } (jawaban: { $answer }). Beri identitas aplikasi peran Storage Blob Data Reader pada kontainer segmen, dan izinkan aplikasi dalam aturan jaringan akun.
text-blob-unavailable = { $blob } tidak dapat dibaca dari penyimpanan.
text-storage-short-answer = Penyimpanan mengembalikan { $received } dari { $length } byte { $blob }.
text-service-timeout = { $service } tidak menjawab dalam { $seconds } detik. Coba lagi nanti.
text-too-many-columns = { $blob } memiliki { $columns } kolom; paling banyak { $limit } yang dibaca.
text-header-quote = Nama dalam tanda kutip di header { $blob } tidak berakhir, atau berisi baris lain. Apakah ada tanda kutip yang hilang? Perbaiki header, lalu tulis file lagi.
text-header-unlike-description = { $blob } memiliki { $columns } kolom, deskripsinya { $expected }. Tulis keduanya lagi dengan kolom yang sama.
text-header-unreadable = Header { $blob } tidak dapat dibaca: “{ $problem }”.
text-quote-never-ends = { $blob }: nilai dalam tanda kutip yang dimulai di baris { $line } tidak berakhir, dan tidak satu pun dari { $lines } baris berikutnya merupakan baris data. Apakah ada tanda kutip yang hilang? Perbaiki file, lalu tulis lagi.
text-quotes-do-not-match = { $blob } memiliki tanda kutip yang tidak berpasangan.
text-nul-bytes = { $blob } bukan teks: berisi byte NUL. Tulis sebagai CSV dalam UTF-8.
text-not-in-encoding = { $blob } bukan { $encoding }: byte { $byte } dari header adalah { $value }. Pilih pengodean di aplikasi, deklarasikan { "{" }"encoding": "windows-1250"{ "}" } di file skema di sebelahnya (docs/segment-formats.md), atau tulis dalam UTF-8.
text-unknown-encoding = { $blob } bukan UTF-8, dan tidak tampak seperti Windows-1252. Pilih pengodean di aplikasi, deklarasikan { "{" }"encoding": "windows-1250"{ "}" } di file skema di sebelahnya (docs/segment-formats.md), atau tulis dalam UTF-8.
text-json-lines-cr = Baris { $blob } hanya diakhiri CR. Dalam JSON Lines, baris diakhiri LF atau CRLF: tulis lagi dengan cara itu.
text-json-first-line-long = Baris pertama { $blob } lebih panjang dari { $limit } MiB: kolomnya tidak dapat ditemukan. Tulis baris yang lebih pendek di awal.
text-json-no-object = Tidak ada baris di awal { $blob } yang merupakan objek JSON. Tulis JSON Lines: satu objek per baris, dalam UTF-8.
text-json-not-lines = { $blob } adalah JSON, tetapi bukan JSON Lines: isinya larik, atau objek yang melintasi beberapa baris. Tulis satu objek per baris (jq -c '.[]' mengonversi larik).
text-parquet-encrypted = { $blob } terenkripsi: byte terakhirnya bukan footer Parquet. Tulis lagi.
text-parquet-no-footer = { $blob } bukan file Parquet, atau tidak lengkap: byte terakhirnya bukan footer Parquet. Tulis lagi.
text-parquet-footer-longer = { $blob } rusak: footernya lebih panjang dari file. Tulis lagi.
text-parquet-footer-large = Footer { $blob } berukuran { $size } byte; paling banyak { $limit } yang dibaca. Tulis file dengan lebih sedikit kolom, atau dalam grup baris yang lebih besar.
text-parquet-unreadable = { $blob } bukan file Parquet yang dapat dibaca. Tulis lagi.
text-compressed-damaged = { $blob } rusak: data { $format }-nya tidak lengkap atau tidak valid. Tulis lagi.
text-unpacks-too-large = { $blob } menjadi lebih dari { $limit } byte setelah diekstrak (pengaturan MAX_SEGMENT_BYTES). Bagi segmen, atau naikkan pengaturannya.
text-compressed-wrong-name = { $blob } bernama { $suffix } tetapi bukan { $format }, atau rusak. Tulis lagi, atau ganti namanya.
text-workbook-too-large = { $blob } berukuran { $size } byte; buku kerja paling besar { $limit }. Simpan lembar sebagai CSV dalam UTF-8: ukuran CSV tidak dibatasi.
text-workbook-no-sheet = { $blob } tidak memiliki lembar “{ $sheet }”. Lembarnya: { $sheets }. Pilih yang lain, atau ganti nama lembarnya.
text-workbook-nothing-visible = { $blob } tidak memiliki lembar terlihat yang berisi sel. Tampilkan lembarnya, atau pilih berdasarkan namanya: { $sheets }.
text-workbook-protected = { $blob } dilindungi kata sandi, atau merupakan .xls lama. Simpan sebagai .xlsx yang dapat dibuka tanpa kata sandi.
text-workbook-part-too-large = { $blob }: bagian { $part } menjadi { $size } byte setelah diekstrak, lebih dari { $most } ({ $limit }). Simpan lembar sebagai CSV dalam UTF-8: ukuran CSV tidak dibatasi.
text-workbook-damaged = { $blob } rusak, atau bukan buku kerja (.xlsx). Buka di Excel dan simpan lagi sebagai .xlsx, atau simpan lembar sebagai CSV dalam UTF-8.
text-workbook-unusual = { $blob } tidak ditulis seperti Excel menulis buku kerja, atau salah satu barisnya lebih dari 2 MiB. Buka di Excel dan simpan lagi sebagai .xlsx, atau simpan lembar sebagai CSV dalam UTF-8.
text-workbook-unreadable = { $blob } bukan buku kerja yang dapat dibaca ({ $error }). Buka di Excel dan simpan lagi sebagai .xlsx, atau simpan lembar sebagai CSV dalam UTF-8.
text-blob-unexpected = { $blob } tidak dapat dibaca ({ $error }). Tulis lagi, dalam bentuk yang lebih sederhana jika bentuknya tidak biasa.

## Descriptions of tables
text-schema-invalid = { $blob } bukan skema yang valid. Bidangnya adalah { $fields }: columns adalah daftar nama dan tipe, delimiter, quote, dan escape masing-masing satu karakter, header bernilai true atau false.
text-schema-unknown-fields = { $blob } bukan skema yang valid. Bidangnya adalah { $fields }, bukan { $unknown }.
text-declared-delimiter = { $document } mendeklarasikan pemisah “{ $delimiter }”. Pemisah adalah satu karakter yang bukan huruf, angka, tanda kutip, atau jeda baris: tulis file dengan koma, titik koma, atau tab.
text-declared-encoding = { $document } mendeklarasikan pengodean “{ $encoding }”, yang tidak dikenal. Tulis file dalam UTF-8, atau deklarasikan pengodean seperti utf-8, utf-16, windows-1250, iso-8859-2, atau shift_jis.
text-declared-same-characters = { $document } mendeklarasikan karakter yang sama untuk dua dari pemisah, tanda kutip, dan karakter escape. Deklarasikan karakter yang berbeda.
text-declared-character = { $document } mendeklarasikan { $name } “{ $value }”. Nilainya harus satu karakter ASCII yang bukan huruf, angka, atau spasi, atau teks kosong jika tidak ada.
text-description-blob-missing = Tidak ada blob { $blob }, yang diperlukan deskripsi segmen.
text-description-too-large = { $blob } berukuran { $size } byte; deskripsi paling besar { $limit }.
text-not-a-json-object = { $blob } bukan objek JSON. Tulis lagi.
text-not-json = { $blob } bukan JSON dalam UTF-8. Tulis lagi.
text-location-missing = { $document } menyebut { $location }, tetapi tidak ada blob { $blob }.
text-location-outside = { $document } menyebut { $location }, yang tidak berada di kontainer { $container } dari akun penyimpanan { $account }. Hanya kontainer itu yang dibaca.
text-location-dots = { $document } menyebut { $location }: lokasi tidak boleh berisi “..”.
text-table-no-longer-named = { $document } tidak lagi menyebut { $table }.
text-increments-without-keys = { $table } berada di folder inkremental, tetapi perubahannya tidak dapat diterapkan: diperlukan kolom Id, IsDelete, dan versionnumber atau SinkModifiedOn. Tulis seluruh tabel.
text-model-reference = { $document }: { $table } adalah rujukan ke “{ $source }”; datanya tidak ada dalam model ini. Ekspor tabel tersebut.
text-model-without-entities = { $document } tidak memiliki daftar entitas. Apakah ini model.json dari Common Data Model?
text-incremental-partitions = { $document }: { $table } memiliki partisi inkremental ({ $kinds }), yang tidak didukung. Tulis seluruh tabel sebagai partisi data.
text-too-many-partitions = { $document }: { $table } memiliki lebih dari { $limit } partisi.
text-cdm-no-match = { $document }: tidak ada blob { $table } yang cocok dengan { $patterns }. Periksa apakah ekspornya ke penyimpanan sudah berjalan.
text-cdm-pattern-missing = { $document } memiliki pola partisi tanpa regularExpression atau globPattern.
text-cdm-pattern-invalid = { $document } memiliki pola partisi yang bukan ekspresi reguler yang valid.
text-cdm-too-many-manifests = { $document } merujuk ke lebih dari { $limit } manifes lain.
text-delta-no-mapped-columns = { $blob } tidak memiliki satu pun kolom yang ditetapkan pemetaan kolom (columnMapping) untuk file tabel. Tulis file lagi dengan nama fisik atau ID bidang dari skema tabel.
text-delta-vector-beyond = { $blob } memiliki { $rows } baris, tetapi vektor penghapusannya (deletionVectors) menghapus baris { $row }. Perbaiki tabel Delta.
text-delta-too-many-files = Tabel Delta { $table } memiliki lebih dari { $limit } file. Jalankan OPTIMIZE.
text-delta-log-gaps = Log tabel Delta { $table } tidak lengkap: commit sebelum { $version } tidak ada, dan tidak ada checkpoint lengkap yang menggantikannya.
text-delta-log-too-large = Log tabel Delta { $table } berukuran lebih dari { $limit } byte. Tulis checkpoint, atau jalankan OPTIMIZE.
text-delta-features = Tabel Delta { $table } menggunakan fitur pembaca yang tidak didukung: { $features }. Tulis tabel tanpa fitur ini, atau sebagai Parquet biasa.
text-delta-variant = Tabel Delta { $table } memiliki kolom bertipe variant (variantType), yang tidak didukung: { $columns }. Tulis tabel tanpa fitur ini, atau sebagai Parquet biasa.
text-delta-mapping-mode = Tabel Delta { $table } menggunakan pemetaan kolom dalam mode “{ $mode }” (columnMapping), yang tidak didukung. Tulis tabel tanpa fitur ini, atau sebagai Parquet biasa.
text-delta-mapping-nested = Tabel Delta { $table } menggunakan pemetaan kolom (columnMapping), dan kolom { $column } memiliki bidang sendiri; keduanya tidak didukung bersamaan. Tulis tabel tanpa fitur ini, atau sebagai Parquet biasa.
text-delta-unreadable = Tabel Delta { $table } tidak dapat dibaca: “{ $problem }”. Perbaiki tabel, atau tulis tanpa fitur yang disebut dalam pesan.

## Records that change at the same time, and settings
text-record-changed = Proses lain mengubah atau menghapus ini pada saat yang sama: { $record }.
text-records-changed = Proses lain mengubah salah satu catatan pada saat yang sama.
text-record-busy = Terlalu banyak proses mengubah ini pada saat yang sama: { $record }.
text-erasure-too-long = Penghapusan data berlangsung terlalu lama dan dihentikan sebelum selesai. Ulangi.
text-blob-overwritten = { $blob } ditimpa atau dihapus saat eksekusi membacanya.
text-internal-error = Aplikasi tidak dapat menjawab. Penyebabnya ada di log aplikasi; coba lagi nanti.
text-setting-no-storage = Atur { $name } atau { $name }__blobServiceUri: belum ada akun penyimpanan yang dikonfigurasi.
text-setting-no-queues = Atur { $name }__queueServiceUri selain { $name }__blobServiceUri.
text-setting-invalid = { $name }: { $problem } Nilainya “{ $value }”.

## Values of fields that are not valid
text-field-invalid = { $field }: { $problem }
text-field-not-valid = Nilai ini tidak valid (“{ $problem }”).
text-field-required = Bidang ini wajib diisi.
text-field-named-required = Bidang { $name } wajib diisi.
text-field-unknown = Tidak ada bidang seperti ini.
text-field-text = Diperlukan teks.
text-field-number = Diperlukan angka.
text-field-whole-number = Diperlukan bilangan bulat.
text-field-list = Diperlukan daftar.
text-field-object = Diperlukan objek dengan bidang.
text-field-json = Ini bukan JSON yang valid (“{ $problem }”).
text-field-one-of = Nilai yang diizinkan: { $allowed }.
text-field-empty = Tidak boleh kosong.
text-field-min-characters = Jumlah karakter minimum: { $limit }.
text-field-max-characters = Jumlah karakter maksimum: { $limit }.
text-field-min-entries = Jumlah entri minimum: { $limit }.
text-field-max-entries = Jumlah entri maksimum: { $limit }.
text-field-at-least = Nilai minimum adalah { $limit }.
text-field-at-most = Nilai maksimum adalah { $limit }.
text-field-more-than = Nilai harus lebih dari { $limit }.
text-field-less-than = Nilai harus kurang dari { $limit }.
text-field-between = Diperlukan angka dari { $least } sampai { $most }.
text-field-pattern = Harus cocok dengan pola { $pattern }.
text-field-time = Tulis waktu dengan zonanya, misalnya 2026-11-21T06:00:00Z.
text-field-nul = Karakter NUL tidak diizinkan.
text-cursor-invalid = Kursor ini bukan kursor yang diberikan API ini.
text-field-user-id = Tulis ID pengguna. POST /api/users/search menemukannya berdasarkan nama pengguna.
text-field-users-twice = Setiap pengguna atau grup hanya boleh ada satu kali.
text-field-one-credential = Berikan salah satu: api_key, secret_name (nama rahasia di brankas kunci), atau sign_in.
text-field-code-or-error = Berikan code atau error, seperti yang dikirim Klaviyo.
text-field-schedule-or-enabled = Berikan schedule, enabled, atau keduanya.
text-field-https-host = Diperlukan https:// dan host, tanpa nama pengguna dan kata sandi.
text-field-https = Harus diawali https:// (http:// hanya ke mesin ini).
text-field-operator-no-value = { $operator } tidak memakai nilai.
text-field-operator-a-value = { $operator } memerlukan nilai.
text-field-operator-one-value = { $operator } hanya memakai satu nilai.
text-field-operator-number = { $operator } memerlukan angka, dengan titik sebelum desimal.
text-field-operator-time = { $operator } memerlukan tanggal atau waktu, misalnya 2026-11-22 atau 2026-11-22T10:30:00Z.
text-field-operator-days = { $operator } memerlukan jumlah hari dari 0 sampai { $limit }.
text-field-too-deep = Kondisi dapat disarangkan hingga { $limit } tingkat.
text-field-too-many-conditions = Jumlah kondisi maksimum: { $limit }.
text-field-consent-both = “{ $value }” ada di true_values dan di false_values. Hapus dari salah satunya.
text-field-consent-no-value = when_false bernilai { $action }, tetapi tidak ada nilai yang berarti “tidak”. Sebutkan nilainya di false_values: sel kosong tidak berarti “ya” maupun “tidak”.
text-field-consent-no-channel = Berikan aturan untuk setidaknya satu saluran, atau null agar persetujuan tidak diubah.
text-field-push-no-revoke = Mencabut push memerlukan token perangkat. Atur when_false-nya ke nothing.
text-field-consent-account = Klaviyo menyimpan satu persetujuan { $channel } untuk seluruh akun. Atur scope-nya ke all.
text-field-suppress-email-only = Klaviyo hanya memblokir alamat email. Untuk { $channel }, atur when_false ke unsubscribe.
text-field-hold-when-empty = Sebutkan setidaknya satu kondisi, atau hilangkan hold_when.
text-field-segment-name = Nama segmen paling banyak 200 karakter, tanpa / \ ? #, dan tidak diawali titik. Ganti nama blob atau foldernya.
text-field-segment-twice = Sebuah segmen disebut dua kali.
text-field-cron-fields = Ekspresi cron memiliki lima bidang: menit, jam, tanggal, bulan, hari dalam seminggu.
text-field-cron-invalid =
    Bagian ekspresi cron ini tidak valid: { $part ->
        [minute] menit
        [hour] jam
        [day-of-month] tanggal
        [month] bulan
       *[day-of-week] hari
    }.
text-field-cron-never = Waktu ekspresi cron ini tidak pernah tiba.
text-field-time-zone = Ini bukan zona waktu IANA; gunakan, misalnya, Asia/Jakarta atau UTC.
text-field-column-or-constant = Berikan kolom atau nilai tetap, salah satu saja.
text-field-constant-alone = Nilai tetap tidak dapat memiliki type atau blank.
text-field-wildcard = “*” memetakan semua kolom lain; gunakan { "{" }"*": "*"{ "}" }.
text-field-property-name = Nama properti terdiri dari 1 sampai 255 karakter, tanpa karakter kontrol, dan tidak hanya spasi.
text-field-identity-needed = Bidang ini mengidentifikasi orang: petakan kolom ke bidang ini.
text-field-identity-blank = Baris yang bidang ini kosong tidak dikirim, sehingga blank tidak berlaku.
text-field-type-of-property = Hanya properti yang memiliki jenis.
text-field-needs-column = Diperlukan kolom. Nilai tetap akan menggabungkan semua profil menjadi satu.
text-field-needs = Yang diperlukan: { $takes }.
text-field-profiles-or-percent = Berikan profiles atau percent, salah satu saja.

## Single rows that are not sent
text-row-quote-runs-on = Nilai dalam tanda kutip dimulai di baris ini dan tidak berakhir di sini, tetapi baris-baris berikutnya adalah baris tersendiri. Apakah ada tanda kutip yang hilang?
text-row-quote-never-ends = Nilai dalam tanda kutip dimulai di baris ini dan tidak berakhir semestinya: ada tanda kutip di dalamnya yang hilang atau tidak digandakan.
text-row-quote-stray-end = Nilai dalam tanda kutip yang dimulai di baris rusak di atas tampaknya berakhir di baris ini.
text-row-too-long = Baris lebih panjang dari { $limit } MiB.
text-row-damaged = Baris berisi byte yang bukan teks dalam pengodean file.
text-row-nul = Baris berisi karakter NUL.
text-row-more-fields = Baris memiliki lebih banyak bidang daripada header: { $found }, bukan { $width }.
text-row-fewer-fields = Baris memiliki lebih sedikit bidang daripada header ({ $found }, bukan { $width }), dan mengikuti baris yang rusak.
text-row-no-json-object = Baris bukan objek JSON, lebih panjang dari 2 MiB, atau berisi sesuatu yang bukan teks: byte yang rusak, atau separuh karakter.
text-row-duplicate = Orang yang sama ada di baris setelahnya, yaitu baris { $line } di { $blob }; baris itulah yang berlaku.
text-row-klaviyo = Klaviyo menyatakan: { $answer }
text-row-not-named = Klaviyo menghitungnya di antara yang gagal dari tugas impor { $job }, tetapi tidak menyebutkan barisnya.
text-row-phone-invalid = Tidak ada nomor valid yang dapat dibaca darinya.
text-row-phone-extension = Nomor ini memiliki ekstensi: tanpa ekstensi, nomor itu milik sentral telepon, bukan milik orangnya.
text-row-phone-letters = Nomor ini berisi huruf, yang tidak ada pada nomor di negaranya.
text-row-phone-lost-digits = Nomor ini ditulis sebagai angka desimal, yang digit terakhirnya mungkin hilang.
text-row-email-no-at = Tidak ada tanda @.
text-row-email-several-at = Ada lebih dari satu tanda @.
text-row-email-nothing-before = Harus ada sesuatu sebelum tanda @.
text-row-email-nothing-after = Harus ada sesuatu setelah tanda @.
text-row-email-dots = Ada titik di awal atau akhir suatu bagian, atau dua titik berdampingan.
text-row-email-too-long = Lebih panjang daripada yang dimungkinkan untuk alamat.
text-row-email-control = Berisi karakter kontrol.
text-row-email-spaces = Berisi spasi.
text-row-email-characters = Berisi karakter yang tidak diizinkan di sana: { $characters }
text-row-email-letters-before = Sebelum tanda @ tidak boleh ada huruf di luar ASCII: { $characters }
text-row-email-domain-letters = Domainnya berisi huruf di luar ASCII; tulis { $domain } sebagai gantinya.
text-row-email-top-level = Domain tidak diakhiri domain tingkat atas.
text-row-email-other = Formatnya tidak benar.
text-row-key-twice = Objek memiliki kunci yang sama dua kali: tidak pasti nilai mana yang dimaksud.

## Titles of errors, by type
text-error-internal = Terjadi kesalahan di dalam aplikasi
text-error-configuration = Aplikasi tidak dikonfigurasi dengan benar
text-error-invalid-request = Beberapa nilai tidak valid
text-error-sign-in-required = Masuk terlebih dahulu
text-error-not-allowed = Anda tidak diizinkan melakukan ini
text-error-not-found = Tidak ditemukan
text-error-method-not-allowed = Aplikasi tidak menerima permintaan ini
text-error-cross-site = Permintaan berasal dari situs web lain
text-error-conflict = Konflik
text-error-connection-in-use = Ekspor menggunakan koneksi ini
text-error-segment-in-use = Ekspor menggunakan segmen ini
text-error-approval-required = Administrator lain harus menyetujui ini
text-error-already-exported = Ekspor lain mengirim segmen ini ke daftar ini
text-error-run-active = Ekspor sudah berjalan
text-error-stale-version = Orang lain baru saja mengubah ini
text-error-request-too-large = Ini terlalu besar
text-error-length-required = Permintaan dikirim tanpa panjangnya
text-error-idempotency-key-reused = Kunci idempotensi ini sudah digunakan untuk permintaan lain
text-error-run-failed = Eksekusi gagal
text-error-segment-not-found = Segmen tidak ditemukan
text-error-segment-empty = Segmen kosong
text-error-segment-unreadable = Segmen tidak dapat dibaca
text-error-segment-inaccessible = Penyimpanan menolak akses ke segmen
text-error-segment-too-large = Segmen melebihi batas
text-error-retry-record-missing = Catatan baris yang akan dikirim ulang sudah tidak ada
text-error-undo-record-missing = Catatan orang yang akan dihapus sudah tidak ada
text-error-staging-lost = File sementara eksekusi telah dihapus
text-error-temp-disk-full = Disk sementara tidak cukup untuk segmen
text-error-segment-changed = Segmen ditimpa ketika sedang dibaca
text-error-held-for-confirmation = Eksekusi menunggu konfirmasi
text-error-canary-failed = Bagian pertama gagal
text-error-canary-not-confirmed = Bagian pertama tidak dikonfirmasi tepat waktu
text-error-list-check-outdated = Pemeriksaan daftar sudah usang
text-error-over-limit = Eksekusi akan melebihi batas profil
text-error-column-missing = Kolom yang dicocokkan tidak ada di segmen
text-error-definition-invalid = Definisi segmen tidak cocok dengan tabelnya
text-error-connection-missing = Ekspor tidak memiliki koneksi
text-error-list-not-found = Daftar Klaviyo tidak ditemukan
text-error-key-refused = Klaviyo menolak kunci atau sesi masuk
text-error-nondeterministic-preparation = Eksekusi tidak dapat dilanjutkan
text-error-step-failed = Satu langkah eksekusi gagal berulang kali
text-error-chunk-refused = Klaviyo menolak profil
text-error-state-conflict = Catatan diubah oleh orang lain
text-error-unavailable = Sebuah layanan tidak tersedia untuk sementara
text-error-rate-limited = Batas permintaan Klaviyo tercapai
text-error-newer-version = Catatan ditulis oleh versi aplikasi yang lebih baru
text-error-webhook-failed = Webhook tidak menerima pesan
text-error-preview-active = Pratinjau sedang disiapkan
text-error-undo-impossible = Eksekusi tidak dapat diurungkan
