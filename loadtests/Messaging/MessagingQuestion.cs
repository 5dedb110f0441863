using System.Text.Json;

namespace OneLink.LoadTests.Messaging;

/// <summary>A call of the Application API that is timed, under the account's path.</summary>
/// <param name="Name">Questions of one name are reported together.</param>
/// <param name="Path">Of the i-th time.</param>
/// <param name="Body">JSON; null where it is read with GET.</param>
internal sealed record MessagingQuestion(string Name, Func<int, string> Path, string? Body = null)
{
    /// <summary>Wanted of this question: p99 below 100 ms.</summary>
    public bool HasBar { get; init; }

    private static readonly string[] Orders =
    [
        "last_activity_at_desc", "last_activity_at_asc", "created_at_desc", "created_at_asc", "priority_desc", "priority_asc",
        "priority_desc_created_at_asc", "waiting_since_desc", "waiting_since_asc",
    ];

    private static readonly string[] ContactOrders =
    [
        "", "name", "-name", "email", "-email", "phone_number", "-phone_number", "last_activity_at", "-last_activity_at", "created_at",
        "-created_at", "company", "-company", "city", "-city", "country", "-country",
    ];

    /// <param name="inbox">The one with half of the conversations.</param>
    /// <param name="team">Any.</param>
    public static IEnumerable<MessagingQuestion> All(long inbox, long team)
        => [.. Lists(inbox, team), .. ConversationFilters(inbox, team), .. Contacts(), .. ContactFilters(), .. Messages()];

    private static IEnumerable<MessagingQuestion> Lists(long inbox, long team)
    {
        (string Name, string Query)[] narrowings =
        [
            ("open", ""), ("status=all", "&status=all"), ("assignee_type=me", "&assignee_type=me"), ("assignee_type=unassigned", "&assignee_type=unassigned"),
            ("assignee_type=assigned", "&assignee_type=assigned"), ("largest inbox", $"&inbox_id={inbox}"), ("largest inbox, status=all", $"&inbox_id={inbox}&status=all"),
            ("team", $"&team_id={team}"), ("team, status=all", $"&team_id={team}&status=all"), ("label of a third", "&labels[]=load-0"),
            ("label of one in sixty", "&labels[]=load-19"), ("unattended", "&conversation_type=unattended"), ("participating", "&conversation_type=participating"),
            ("page 100", "&page=100"),
        ];
        foreach ((string name, string query) in narrowings)
        {
            yield return new($"list, {name}, every order", i => $"/conversations?sort_by={Orders[i % Orders.Length]}{query}") { HasBar = true };
        }

        yield return new("meta, open", _ => "/conversations/meta");
        yield return new("meta, status=all", _ => "/conversations/meta?status=all");
        yield return new("search, word of one conversation", i => $"/conversations/search?q={1 + (i * 4_999):D7}");
        yield return new("search, word of a quarter of all messages", _ => "/conversations/search?q=amber");
        yield return new("search, word of nearly all messages", _ => "/conversations/search?q=please");
    }

    private static IEnumerable<MessagingQuestion> ConversationFilters(long inbox, long team) =>
    [
        Filter("conversations", "status", ("status", "equal_to", "open")),
        Filter("conversations", "status not", ("status", "not_equal_to", "open")),
        Filter("conversations", "assignee, nobody", ("assignee_id", "is_not_present", null)),
        Filter("conversations", "inbox", ("inbox_id", "equal_to", inbox)),
        Filter("conversations", "team", ("team_id", "equal_to", team)),
        Filter("conversations", "priority", ("priority", "equal_to", "urgent")),
        Filter("conversations", "display_id contains", ("display_id", "contains", "1234")),
        Filter("conversations", "label of a third", ("labels", "equal_to", "load-0")),
        Filter("conversations", "browser_language", ("browser_language", "equal_to", "de")),
        Filter("conversations", "referer contains", ("referer", "contains", "page/77")),
        Filter("conversations", "created_at before", ("created_at", "is_less_than", "2000-01-01")),
        Filter("conversations", "days before", ("last_activity_at", "days_before", 30)),
        Filter("conversations", "custom number", ("load_seats", "equal_to", 7)),
        Filter("conversations", "open with a label", ("status", "equal_to", "open"), ("labels", "equal_to", "load-19")),
    ];

    private static IEnumerable<MessagingQuestion> Contacts()
    {
        yield return new("contacts, every order", i => $"/contacts?sort={ContactOrders[i % ContactOrders.Length]}");
        yield return new("contacts, page 1000", _ => "/contacts?sort=name&page=1000");
        yield return new("contacts, label of a tenth", _ => "/contacts?labels[]=load-0&sort=name");
        (string Name, string Text)[] searches =
        [
            ("part of all addresses", "example.com"), ("first name of one in 40", "maria"), ("name of few", "maria stonefield"),
            ("one address", ".123451@example.com"), ("one number", "+493000012345"), ("beginning of an identifier", "customer-12345"),
            ("nobody", "zzzzz"), ("two letters", "ma"), ("nobody, two letters", "qq"),
        ];
        foreach ((string name, string text) in searches)
        {
            yield return new($"contact search, {name}", i => $"/contacts/search?sort={ContactOrders[i % ContactOrders.Length]}&q={Uri.EscapeDataString(text)}") { HasBar = true };
        }
    }

    private static IEnumerable<MessagingQuestion> ContactFilters() =>
    [
        Filter("contacts", "name equal", ("name", "equal_to", "Maria Stonefield")),
        Filter("contacts", "name contains", ("name", "contains", "stonef")),
        Filter("contacts", "name does not contain", ("name", "does_not_contain", "stone")),
        Filter("contacts", "email equal", ("email", "equal_to", "nobody@example.com")),
        Filter("contacts", "phone starts", ("phone_number", "starts_with", "+4930000123")),
        Filter("contacts", "identifier equal", ("identifier", "equal_to", "customer-11")),
        Filter("contacts", "city equal", ("city", "equal_to", "city 7")),
        Filter("contacts", "company contains", ("company", "contains", "company 77")),
        Filter("contacts", "label of a tenth", ("labels", "equal_to", "load-0")),
        Filter("contacts", "without labels", ("labels", "is_not_present", null)),
        Filter("contacts", "created after", ("created_at", "is_greater_than", "2000-01-01")),
        Filter("contacts", "days before", ("last_activity_at", "days_before", 30)),
        Filter("contacts", "blocked", ("blocked", "equal_to", true)),
        Filter("contacts", "custom number", ("load_seats", "equal_to", 7)),
        Filter("contacts", "custom number greater", ("load_seats", "is_greater_than", 998)),
    ];

    private static IEnumerable<MessagingQuestion> Messages() =>
    [
        new("messages of the largest conversation, last", _ => "/conversations/1/messages"),
        new("messages of the largest conversation, before", i => $"/conversations/1/messages?before={10_000 + i}"),
        new("messages of the largest conversation, after", i => $"/conversations/1/messages?after={10_000 + i}"),
        new("a message is posted", _ => "/conversations/2/messages", """{"content":"As promised."}"""),
    ];

    private static MessagingQuestion Filter(string what, string name, params (string Key, string Operator, object? Value)[] rows)
        => new($"{what}/filter, {name}", _ => $"/{what}/filter", JsonSerializer.Serialize(new
        {
            payload = rows.Select((row, i) => new
            {
                attribute_key = row.Key,
                filter_operator = row.Operator,
                values = row.Value is null ? [] : new[] { row.Value },
                query_operator = i < rows.Length - 1 ? "AND" : null,
            }),
        }))
        { HasBar = true };
}
