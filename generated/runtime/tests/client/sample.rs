//! A type and operations as the generator emits them.

use graph_runtime::codegen as rt;

/// An item of the sample.
pub struct Item {
    pub id: Option<String>,
    pub name: Option<String>,
    pub version: Option<i32>,
    pub additional: rt::Additional,
}

impl Item {
    pub fn named(name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..Self::default()
        }
    }
}

rt::model! {
    Item = "microsoft.graph.item", write_type: false, additional: additional;
    0 id: String = "id";
    1 name: String = "name";
    2 version: Int32 = "version";
}

/// An upload session, as drives return it.
pub struct Session {
    pub upload_url: Option<String>,
    pub additional: rt::Additional,
}

rt::model! {
    Session = "microsoft.graph.uploadSession", write_type: false, additional: additional;
    0 upload_url: String = "uploadUrl";
}

/// Declares an operation with a constructor that takes its arguments and its body.
macro_rules! operation {
    ($name:ident: $method:ident $path:literal, $body:ty => $response:ty, $query:ident) => {
        pub enum $name {}
        impl rt::Operation for $name {
            type Body = $body;
            type Response = $response;
            type Query = rt::query::$query;
            const METADATA: &'static rt::Metadata = &rt::Metadata {
                name: stringify!($name),
                method: rt::Method::$method,
                paths: &[$path],
                ..rt::Metadata::V1
            };
        }
        impl $name {
            pub fn new(arguments: &[&str], body: $body) -> rt::Request<Self> {
                let arguments: Vec<_> = arguments
                    .iter()
                    .map(|text| rt::Argument::from(*text))
                    .collect();
                rt::Request::new(<Self as rt::Operation>::METADATA.paths[0], &arguments, body)
            }
        }
    };
}

operation!(List: Get "/items", () => rt::Page<Item>, OfList);
operation!(Delta: Get "/items/delta", () => rt::Page<Item>, OfList);
operation!(Get: Get "/items/{itemId}", () => Item, OfObject);
operation!(Create: Post "/items", Item => Item, Nothing);
operation!(Update: Patch "/items/{itemId}", Item => Item, Nothing);
operation!(Delete: Delete "/items/{itemId}", () => (), Nothing);
operation!(Content: Get "/items/{itemId}/content", () => rt::Bytes, Nothing);
operation!(PutContent: Put "/items/{itemId}/content", Vec<u8> => (), Nothing);
operation!(Send: Post "/items/{itemId}/send", () => (), Nothing);
operation!(Count: Get "/items/$count", () => rt::Count, OfCount);
operation!(Counted: Get "/items/total()", () => rt::ValueOf<i64>, Nothing);
operation!(Copy: Post "/items/{itemId}/copy", Item => rt::Accepted, Nothing);
operation!(Messages: Get "/users/{userId}/messages", () => rt::Page<Item>, OfList);
operation!(CreateAttachmentSession: Post "/me/messages/{messageId}/attachments/createUploadSession", () => Session, Nothing);
operation!(CreateSession: Post "/items/{itemId}/createUploadSession", () => Session, Nothing);

/// An operation whose permissions are documented, and which only the global service has.
pub struct Guarded;

impl rt::Operation for Guarded {
    type Body = ();
    type Response = rt::Page<Item>;
    type Query = rt::query::OfList;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        paths: &["/items"],
        permissions: rt::Permissions {
            application: Some(rt::PermissionList::new("Item.Read.All")),
            ..rt::Permissions::UNDOCUMENTED
        },
        clouds: Some(&[rt::Cloud::Global]),
        ..rt::Metadata::V1
    };
}

impl Guarded {
    pub fn new(_: &[&str], (): ()) -> rt::Request<Self> {
        rt::Request::new(<Self as rt::Operation>::METADATA.paths[0], &[], ())
    }
}
