//! A program that uses the SDK can move every model and request to another thread.
//!
//! The compiler proves it here as it does in a user's crate: for each type by itself, from the outside. A graph of
//! models linked too deeply overflows that proof (E0275), so this test compiles or it does not.

fn assert_send<T: Send + Sync + 'static>() -> usize {
    size_of::<T>()
}

macro_rules! models {
    ($($model:ty,)*) => {
        #[test]
        fn every_model_and_holder_is_send_and_sync() {
            let sizes = [$((stringify!($model), assert_send::<$model>()),)*];
            assert!(sizes.len() > 50, "{} models", sizes.len());
            for (model, size) in sizes {
                assert!(size > 0 && size < 16 << 10, "`{model}` takes {size} bytes");
            }
        }
    };
}

macro_rules! requests {
    ($($operation:ty,)*) => {
        #[test]
        fn every_request_and_response_is_send_and_sync() {
            let sizes = [$(
                assert_send::<generated::runtime::Request<$operation>>()
                    + assert_send::<<$operation as generated::runtime::Operation>::Response>(),
            )*];
            assert!(sizes.len() > 40, "{} operations", sizes.len());
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/models.rs"));
