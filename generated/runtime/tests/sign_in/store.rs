use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{fs, io};

use futures_util::future::join_all;
use graph_runtime::client::{SignIn, SignInError, TokenFile, TokenStore};

use crate::authority::Authority;
use crate::setup::{TestTimer, cause, device_code, request, settings, token};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn a_sign_in_outlives_the_program() {
    let authority = Authority::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph/tokens.json");
    let timer = TestTimer::default();
    for (advance, expected) in [
        (Duration::ZERO, "access-1"),
        (Duration::ZERO, "access-1"),
        (HOUR, "access-2"),
    ] {
        timer.advance(advance);
        let sign_in = device_code(&authority, &timer)
            .store(TokenFile::new(&path))
            .build()
            .unwrap();
        assert_eq!(token(&sign_in, &request()).await.unwrap(), expected);
    }
    assert_eq!(authority.state().device_codes, 1);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let authority = Authority::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph/tokens.json");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for _ in 0..2 {
        let sign_in = device_code(&authority, &TestTimer::default())
            .store(TokenFile::new(&path))
            .build()
            .unwrap();
        token(&sign_in, &request()).await.unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&path.with_extension("json.lock")), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        // A file that others can read is not kept as it is.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        fs::write(&path, "{}").unwrap();
    }
}

/// A refresh token is good for one use: of two programs that use the same, one would be signed out.
#[tokio::test(flavor = "multi_thread")]
async fn programs_at_once_share_a_sign_in() {
    let authority = Authority::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    let timer = TestTimer::default();
    // Each has a handle and a lock of its own, as another program has.
    let programs: Vec<_> = (0..8)
        .map(|_| {
            device_code(&authority, &timer)
                .store(TokenFile::new(&path))
                .build()
                .unwrap()
        })
        .collect();
    let request = request();
    for expected in ["access-1", "access-2", "access-3"] {
        let tokens = join_all(programs.iter().map(|program| token(program, &request))).await;
        for token in tokens {
            assert_eq!(token.unwrap(), expected);
        }
        timer.advance(HOUR);
    }
    assert_eq!(authority.state().device_codes, 1);
    assert_eq!(authority.state().count("refresh_token"), 2);
}

/// A person can take a quarter of an hour. Programs that have their tokens do not wait for that.
#[tokio::test]
async fn the_file_is_free_while_a_person_signs_in() {
    let authority = Authority::start().await;
    let folder = tempfile::tempdir().unwrap();
    let store = || TokenFile::new(folder.path().join("tokens.json"));
    let timer = TestTimer::default();
    let signed_in = || device_code(&authority, &timer).store(store()).build().unwrap();
    assert_eq!(token(&signed_in(), &request()).await.unwrap(), "access-1");

    let opened = Arc::new(tokio::sync::Notify::new());
    let notify = Arc::clone(&opened);
    let browser = SignIn::browser_with("other", move |_| {
        notify.notify_one();
        Ok(())
    });
    let asking = settings(browser, &authority, &timer)
        .store(store())
        .build()
        .unwrap();
    let request = request();
    let mut waiting = Box::pin(token(&asking, &request));
    tokio::select! {
        answer = &mut waiting => panic!("{answer:?}"),
        () = opened.notified() => {}
    }
    timer.advance(HOUR);
    let renewed = signed_in();
    tokio::select! {
        answer = &mut waiting => panic!("{answer:?}"),
        renewed = token(&renewed, &request) => assert_eq!(renewed.unwrap(), "access-2"),
    }
}

#[tokio::test]
async fn a_file_that_was_cut_off_is_replaced() {
    let authority = Authority::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    let sign_in = device_code(&authority, &TestTimer::default())
        .store(TokenFile::new(&path))
        .build()
        .unwrap();
    token(&sign_in, &request()).await.unwrap();
    let whole = fs::read(&path).unwrap();
    let cuts = (0..whole.len())
        .step_by(17)
        .map(|length| whole[..length].to_vec());
    for (count, text) in cuts.chain([vec![0xff; 9], b"null".to_vec()]).enumerate() {
        fs::write(&path, text).unwrap();
        // What an interrupted program left does no harm.
        fs::write(path.with_extension("json.new"), "{").unwrap();
        assert_eq!(
            token(&sign_in, &request()).await.unwrap(),
            format!("access-{}", count + 2)
        );
        assert!(
            serde_json::from_slice::<serde_json::Value>(&fs::read(&path).unwrap())
                .unwrap()
                .is_object()
        );
    }
}

/// A store in memory that cannot be written for a while.
#[derive(Clone, Default)]
struct Unreliable(Arc<Mutex<(Option<String>, bool)>>);

impl Unreliable {
    fn fails(&self, fails: bool) {
        self.0.lock().unwrap().1 = fails;
    }
}

impl TokenStore for Unreliable {
    fn load(&self) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap().0.clone())
    }

    fn save(&self, text: &str) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.1 {
            return Err(io::Error::other("the disk is full"));
        }
        state.0 = Some(text.to_owned());
        Ok(())
    }
}

/// The refresh token that is stored is worth nothing once it was used: what came for it must not be lost.
#[tokio::test]
async fn tokens_that_cannot_be_saved_are_kept_and_saved_later() {
    let authority = Authority::start().await;
    let (store, timer) = (Unreliable::default(), TestTimer::default());
    let errors = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&errors);
    let sign_in = device_code(&authority, &timer)
        .store(store.clone())
        .on_save_error(move |error| log.lock().unwrap().push(error.to_string()))
        .build()
        .unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    store.fails(true);
    for expected in ["access-2", "access-3"] {
        timer.advance(HOUR);
        assert_eq!(token(&sign_in, &request()).await.unwrap(), expected);
    }
    assert_eq!(errors.lock().unwrap()[..], ["the disk is full"; 3]);
    store.fails(false);
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-3");
    assert_eq!(errors.lock().unwrap().len(), 3);
    // The next run of the program has them.
    let later = device_code(&authority, &timer).store(store).build().unwrap();
    timer.advance(HOUR);
    assert_eq!(token(&later, &request()).await.unwrap(), "access-4");
    // What another program has stored is newer than what this one could not store.
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-4");
    assert_eq!(authority.state().device_codes, 1);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_an_error() {
    let authority = Authority::start().await;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let path = folder.path().join("file/tokens.json");
    let sign_in = device_code(&authority, &TestTimer::default())
        .store(TokenFile::new(&path))
        .build()
        .unwrap();
    let error = token(&sign_in, &request()).await.unwrap_err();
    assert!(matches!(cause(&error), SignInError::Store(_)), "{error:?}");
    // Nobody was asked for what could not be kept.
    assert_eq!(authority.state().device_codes, 0);
}

/// A call can have a timeout. What it leaves behind must not keep other programs out, nor lose a refresh token that the
/// authority has already replaced.
#[tokio::test]
async fn a_call_that_nobody_waits_for_lets_go_of_the_file() {
    for is_dropped in [true, false] {
        let authority = Authority::start().await;
        let folder = tempfile::tempdir().unwrap();
        let timer = TestTimer::default();
        let program = || {
            device_code(&authority, &timer)
                .store(TokenFile::new(folder.path().join("tokens.json")))
                .build()
                .unwrap()
        };
        let (first, second, request) = (program(), program(), request());
        assert_eq!(token(&first, &request).await.unwrap(), "access-1");
        timer.advance(HOUR);
        let mut standing = Box::pin(token(&first, &request));
        assert!(futures_util::poll!(&mut standing).is_pending());
        let standing = Some(standing).filter(|_| !is_dropped);
        // The first has the file now.
        tokio::task::yield_now().await;
        assert_eq!(token(&second, &request).await.unwrap(), "access-2");
        assert_eq!(authority.state().count("refresh_token"), 1);
        assert_eq!(authority.state().device_codes, 1);
        drop(standing);
    }
}
