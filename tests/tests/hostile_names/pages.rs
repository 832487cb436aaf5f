//! Pages that name something by a given name.

/// A place in which pages name something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A type, with a property of this name that holds the type itself, and a type that derives from it.
    Type,
    /// An enumeration.
    Enumeration,
    /// A member of an enumeration, and a value in a list of values.
    Member,
    /// A namespace.
    Namespace,
    /// A property of a type that others derive from.
    Property,
    /// A segment of paths, at each place of them.
    Segment,
    /// A function, its argument and an action.
    Function,
    /// A property of a body, a query option and a header.
    Parameter,
    /// The title of a request.
    Title,
    /// Keys and values in an example.
    Example,
}

impl Slot {
    pub(crate) const ALL: [Self; 10] = [
        Self::Type,
        Self::Enumeration,
        Self::Member,
        Self::Namespace,
        Self::Property,
        Self::Segment,
        Self::Function,
        Self::Parameter,
        Self::Title,
        Self::Example,
    ];
}

/// The pages, with their paths, that use a name in these places. The number tells them from those of other names.
pub(crate) fn of(name: &str, number: usize, slots: &[Slot]) -> Vec<(String, String)> {
    slots.iter().flat_map(|slot| slot.pages(name, number)).collect()
}

const TABLE: &str = "|Property|Type|Description|\n|:--|:--|:--|\n";

fn resource(title: &str, beginning: &str, rows: &str) -> String {
    format!("# {title}\n\n{beginning}\n\n## Properties\n\n{TABLE}{rows}\n")
}

fn operation(title: &str, requests: &str, rest: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nDoes it.\n\n## HTTP request\n\n```http\n{requests}\n```\n\n{rest}"
    )
}

impl Slot {
    fn pages(self, name: &str, number: usize) -> Vec<(String, String)> {
        let types = |stem: &str, text: String| (format!("v1.0/resources/{stem}{number}.md"), text);
        let calls = |stem: &str, text: String| (format!("v1.0/api/{stem}{number}.md"), text);
        let root = "Namespace: microsoft.graph";
        let answer = "## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of \
            [plain](../resources/plain.md) objects in the response body.\n";
        match self {
            Self::Type => vec![
                types(
                    "type",
                    resource(
                        &format!("{name} resource type"),
                        root,
                        &format!(
                            "|{name}|{name}|It.|\n|more|{name} collection|They.|\n|at|microsoft.graph.{name}|It.|\n"
                        ),
                    ),
                ),
                types(
                    "derived",
                    resource(
                        &format!("derived{number} resource type"),
                        &format!("{root}\n\nInherits from [{name}](type{number}.md)."),
                        "|own|String|Its own.|\n",
                    ),
                ),
                calls(
                    "gettype",
                    operation(
                        &format!("Get {name}"),
                        &format!("GET /types{number}/{{id}}"),
                        &format!(
                            "## Response\n\nIf successful, this method returns a `200 OK` response code and a \
                             [{name}](../resources/type{number}.md) object in the response body.\n"
                        ),
                    ),
                ),
                calls(
                    "tabletype",
                    operation(
                        &format!("Update {name}"),
                        &format!("PATCH /types{number}/{{id}}"),
                        &format!(
                            "## Request body\n\n### {name}\n\n{TABLE}|{name}|{name}|It.|\n|more|String|It.|\n"
                        ),
                    ),
                ),
            ],
            Self::Enumeration => vec![types(
                "enum",
                format!(
                    "# {name}Kind enum type\n\n{root}\n\n## Members\n\n|Member|Value|\n|:--|:--|\n|a|0|\n|{name}|1|\n"
                ),
            )],
            Self::Member => vec![types(
                "members",
                resource(
                    &format!("members{number} resource type"),
                    root,
                    &format!(
                        "|kind|String|Possible values are: `one`, `{name}`, `{name}2`.|\n\
                         |kinds|String collection|Possible values are: `Unrecognized`, `{name}`.|\n"
                    ),
                ),
            )],
            Self::Namespace => vec![
                types(
                    "spaced",
                    resource(
                        &format!("spaced{number} resource type"),
                        &format!("Namespace: microsoft.graph.{name}"),
                        &format!("|other|microsoft.graph.{name}.{name}|It.|\n|id|String|Key.|\n"),
                    ),
                ),
                types(
                    "inspace",
                    resource(
                        &format!("{name} resource type"),
                        &format!("Namespace: microsoft.graph.{name}"),
                        "|id|String|Key.|\n",
                    ),
                ),
                calls(
                    "listspaced",
                    operation(
                        &format!("List spaced{number}"),
                        &format!("GET /spaced/{name}/spaced{number}"),
                        &format!(
                            "## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of \
                             [spaced{number}](../resources/spaced{number}.md) objects in the response body.\n"
                        ),
                    ),
                ),
            ],
            Self::Property => vec![
                types(
                    "owner",
                    resource(
                        &format!("owner{number} resource type"),
                        root,
                        &format!(
                            "|{name}|String|It.|\n|{name}s|Int32 collection|They.|\n|{name}_2|Edm.Guid|It.|\n"
                        ),
                    ),
                ),
                types(
                    "owned",
                    resource(
                        &format!("owned{number} resource type"),
                        &format!("{root}\n\nInherits from [owner{number}](owner{number}.md)."),
                        "|own|String|Its own.|\n",
                    ),
                ),
            ],
            Self::Segment => vec![
                calls(
                    "segment",
                    operation(
                        "List plain",
                        &format!(
                            "GET /{name}\nGET /{name}/{{{name}}}\nGET /in{number}/{name}\n\
                             GET /in{number}/{{id}}/{name}/{{{name}-id}}/{name}\nGET /{name}/{{id}}/microsoft.graph.{name}"
                        ),
                        answer,
                    ),
                ),
                calls(
                    "addsegment",
                    operation(
                        &format!("Create {name}"),
                        &format!("POST /{name}\nPOST /in{number}/{{{name}}}/{name}"),
                        &format!("## Request body\n\n{TABLE}|{name}|String|Required. It.|\n"),
                    ),
                ),
            ],
            Self::Function => vec![
                calls(
                    "function",
                    operation(
                        "plain: call",
                        &format!(
                            "GET /of{number}/{name}({name}='{{{name}}}',body={{body}})\nGET /of{number}/{{id}}/{name}()"
                        ),
                        answer,
                    ),
                ),
                calls(
                    "action",
                    operation(
                        "plain: act",
                        &format!(
                            "POST /of{number}/{{id}}/{name}\nPOST /of{number}/{{id}}/microsoft.graph.{name}"
                        ),
                        &format!(
                            "## Request body\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|{name}|String|Possible values are: `{name}`, `b`.|\n"
                        ),
                    ),
                ),
            ],
            Self::Parameter => vec![calls(
                "parameter",
                operation(
                    "Create parameter",
                    &format!("POST /parameters{number}/{{{name}}}/{{id}}"),
                    &format!(
                        "## Query parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n|{name}|String|Required. It.|\n\n\
                         ## Request headers\n\n|Name|Description|\n|:--|:--|\n|{name}|Required. It.|\n|x-{name}|It.|\n\n\
                         ## Request body\n\n{TABLE}|{name}|String|It.|\n|body|String|It.|\n"
                    ),
                ),
            )],
            Self::Title => vec![
                calls(
                    "title",
                    operation(name, &format!("GET /titles/{number}/plain"), answer),
                ),
                calls(
                    "owned-title",
                    operation(
                        &format!("plain: {name}"),
                        &format!("POST /titles/{{id}}/do{number}"),
                        "",
                    ),
                ),
            ],
            Self::Example => vec![
                types(
                    "plain",
                    resource(
                        "plain resource type",
                        root,
                        &format!("|id|String|Key.|\n|{name}|String|It.|\n"),
                    ),
                ),
                calls(
                    "example",
                    operation(
                        &format!("Create example{number}"),
                        &format!("POST /examples{number}"),
                        &format!(
                            "## Request body\n\n{TABLE}|{name}|String|It.|\n\n## Response\n\nIf successful, this method returns \
                             a `201 Created` response code and a [plain](../resources/plain{number}.md) object in the response body.\n\n\
                             ## Example\n\n```http\nPOST https://graph.microsoft.com/v1.0/examples{number}\nContent-Type: application/json\n\n\
                             {{\"{name}\": \"{name}\", \"other\": {{\"{name}\": [1]}}}}\n```\n\n\
                             ```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n{{\"id\": \"{name}\", \"{name}\": \"{name}\"}}\n```\n"
                        ),
                    ),
                ),
            ],
        }
    }
}

/// Numbers that look like chance and are the same in each run.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a bound.
    fn below(&mut self, bound: usize) -> usize {
        // The constants are those of Knuth's MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// Some of the places, at least one.
    pub(crate) fn some(&mut self, slots: &[Slot]) -> Vec<Slot> {
        let mut some = slots.to_vec();
        some.retain(|_| self.below(3) == 0);
        if some.is_empty() {
            some.push(slots[self.below(slots.len())]);
        }
        some
    }
}

/// Pieces that names are put together with.
const PIECES: &[&str] = &[
    "_", "__", "-", ".", "0", "2", "1a", "A", "Id", "ID", "s", "Body", "Any", " ", "é", "\u{202e}",
    "\u{2066}", "$", "@", "r#", "'",
];

/// A name by chance: one of the list, or one that is put together.
pub(crate) fn name(names: &[&str], chance: &mut Chance) -> String {
    let mut name = String::new();
    loop {
        match chance.below(4) {
            0 => name.push_str(PIECES[chance.below(PIECES.len())]),
            _ => name.push_str(names[chance.below(names.len())]),
        }
        if chance.below(2) == 0 {
            return name;
        }
    }
}
