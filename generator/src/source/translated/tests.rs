use super::*;

fn read(locale: &str, text: &str) -> String {
    let page = format!("---\nms.contentlocale: {locale}\n---\n{text}");
    let found = language(&page).unwrap().to_owned();
    let (read, _) = layout_in_english(&page, &found);
    read.split_once("---\n")
        .unwrap()
        .1
        .split_once("---\n")
        .unwrap()
        .1
        .to_owned()
}

#[test]
fn languages_of_pages() {
    for (front_matter, locale) in [
        ("ms.contentlocale: ru-RU", Some("ru-RU")),
        ("title: \"x\"\nms.locale: 'zh-cn'", Some("zh-cn")),
        (
            "canonicalUrl: https://learn.microsoft.com/pt-br/graph/api/x",
            Some("pt-br"),
        ),
        (
            "canonicalUrl: https://learn.microsoft.com/en-us/graph/api/x",
            None,
        ),
        ("ms.contentlocale: en-US", None),
        ("ms.contentlocale: TODO: language", None),
        ("title: ms.contentlocale", None),
    ] {
        assert_eq!(
            language(&format!("---\n{front_matter}\n---\n# x\n")),
            locale,
            "{front_matter}"
        );
    }
    assert_eq!(language("ms.contentlocale: ru-RU\n"), None);
}

#[test]
fn columns_by_word_and_by_place() {
    for (locale, page, english) in [
        (
            "ru-RU",
            "## <a name=\"properties\"></a>Свойства\n| Свойство | Тип | Описание |\n|:---|:---|:---|\n| height | Строка | Высота. |\n",
            "## Properties\n| Property | Type | Description |\n|:---|:---|:---|\n| height | String | Высота. |\n",
        ),
        // A language of which no word is known.
        (
            "cs-CZ",
            "## <a name=\"properties\"></a>Vlastnosti\n|Vlastnost|Typ|Popis|\n|---|---|---|\n|a|[x](x.md)|B.|\n",
            "## Properties\n|Property|Type|Description|\n|---|---|---|\n|a|[x](x.md)|B.|\n",
        ),
        (
            "es-ES",
            "## <a name=\"request-headers\"></a>Encabezados\n|Nombre|Valor|\n|---|---|\n|Autorización|Bearer {token}. Obligatorio.|\n|If-Match|X|\n",
            "## Request headers\n|Name|Value|\n|---|---|\n|Authorization|Bearer {token}. Obligatorio.|\n|If-Match|X|\n",
        ),
        (
            "zh-CN",
            "## <a name=\"permissions\"></a>权限\n|权限类型|权限（从最高特权到最低特权）|\n|---|---|\n|委派（工作或学校帐户）|A.Read、A.ReadWrite|\n|委派（个人 Microsoft 帐户）|不支持。|\n|应用程序|A.Read.All|\n",
            "## Permissions\n|Permission type|Permissions (from most to least privileged)|\n|---|---|\n|Delegated (work or school account)|A.Read, A.ReadWrite|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|A.Read.All|\n",
        ),
    ] {
        assert_eq!(
            read(locale, page).to_lowercase(),
            english.to_lowercase(),
            "{locale}"
        );
    }
}

#[test]
fn a_type_cell_is_written_in_english() {
    for (locale, cell, english) in [
        ("ru-RU", "Коллекция строк", "String collection"),
        (
            "ru-RU",
            "коллекция [контакт](contact.md)",
            "[contact](contact.md) collection",
        ),
        (
            "zh-CN",
            "[实体](../resources/entity.md) 集合",
            "[entity](../resources/entity.md) collection",
        ),
        ("zh-CN", "字符串集合", "String collection"),
        ("ja-JP", "文字列コレクション", "String collection"),
        ("de-DE", "Zeichenfolgensammlung", "String collection"),
        ("de-DE", "Zeichenfolge", "String"),
        ("pt-BR", "coleção de cadeias de caracteres", "String collection"),
        ("fr-FR", "Collection de chaînes", "String collection"),
        ("es-ES", "Booleano", "Boolean"),
        ("es-ES", "DateTimeOffset", "DateTimeOffset"),
        (
            "de-DE",
            "[shelf](shelf.md)-Sammlung",
            "[shelf](shelf.md) collection",
        ),
    ] {
        let table = |cell: &str| format!("|Property|Type|\n|---|---|\n|a|{cell}|\n");
        let page = format!("## <a name=\"properties\"></a>Properties\n{}", table(cell));
        assert_eq!(
            read(locale, &page),
            format!("## Properties\n{}", table(english)),
            "{cell}"
        );
    }
}

#[test]
fn sentences_of_the_layout() {
    let page = "# <a name=\"create-shelf\"></a>Создание shelf\n\nПространство имен: microsoft.graph.rooms\n\nСоздает полку.\n\n\
        Наследуется от [сущность](../resources/entity.md).\n\n## <a name=\"request-body\"></a>Текст запроса\n\n\
        В тексте запроса добавьте представление объекта [shelf](../resources/shelf.md) в формате JSON.\n\n\
        ## <a name=\"response\"></a>Отклик\n\nПри успешном выполнении этот метод возвращает код отклика `200 OK` и коллекцию объектов \
        [shelf](../resources/shelf.md) в теле отклика.\n\n```http\nПуть: microsoft.graph\n```\n<!--\n## <a name=\"x\"></a>й\n-->\n";
    assert_eq!(
        read("ru-RU", page),
        "# Create shelf\n\nNamespace: microsoft.graph.rooms\n\nСоздает полку.\n\nInherits from [entity](../resources/entity.md).\n\n\
         ## Request body\n\nIn the request body, supply a JSON representation of the [shelf](../resources/shelf.md) object.\n\n\
         ## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of \
         [shelf](../resources/shelf.md) objects in the response body.\n\n```http\nПуть: microsoft.graph\n```\n<!--\n## <a name=\"x\"></a>й\n-->\n"
    );
}

#[test]
fn an_english_page_stays_as_it_is() {
    let page = "## <a name=\"properties\"></a>Properties\n|Property|Type|Description|\n|---|---|---|\n|a|String collection|B `|` c|\ntext\n";
    assert_eq!(
        read("ru-RU", page),
        page.replace("<a name=\"properties\"></a>", "")
    );
}
