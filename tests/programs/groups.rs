//! Members of groups: one by one, and many at once.

use graph_corpus::runtime::Reference;
use graph_corpus::v1;

use crate::sent::sent;

#[test]
fn one_member_is_added_and_removed() {
    let members = v1::groups().id("g1").members();
    let adele = Reference::to(&v1::directory_objects().id("u1")).expect("the place has an address");
    assert_eq!(
        sent(&members.add_ref(adele)),
        "POST /v1.0/groups/g1/members/$ref\ncontent-type: application/json\n\
         {\"@odata.id\":\"https://graph.microsoft.com/v1.0/directoryObjects/u1\"}"
    );
}
