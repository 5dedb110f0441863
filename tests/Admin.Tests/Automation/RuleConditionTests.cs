using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Automation.Conditions;
using OneLink.Admin.Automation.Rules;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;
using OneLink.Admin.Messages;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Tests.Automation;

/// <summary>Conditions against a reference that says the same in the plainest words.</summary>
public sealed class RuleConditionTests
{
    private static readonly string[] Contents = ["", "bug", "a BUG here", "Straße", "ÜBER", "über alles"];
    private static readonly string[] Titles = ["bugs", "vip", "new"];
    private static readonly string[] Cities = ["Köln", "köln", "Bonn"];

    private static readonly Gen<RuleSubject> Subjects =
        from status in Gen.Elements(0L, 1L, 2L, 3L)
        from priority in Gen.Elements<long?>(null, 0, 1, 2, 3)
        from assignee in Gen.Elements<long?>(null, 1, 2)
        from content in Gen.Elements(Contents)
        from hasMessage in Gen.Elements(true, false)
        from isPrivate in Gen.Elements(0L, 1L)
        from type in Gen.Elements(0L, 1L, 3L)
        from labels in Gen.SubListOf(Titles)
        from city in Gen.Elements(Cities.Append(null))
        from phone in Gen.Elements("+4915112345", "+15551", null)
        from before in Gen.Elements("open", "resolved")
        select new RuleSubject(
            new Conversation { Id = 1, AccountId = 1, InboxId = 5, ContactId = 1, DisplayId = 1, Uuid = "u", Status = status, Priority = priority, AssigneeId = assignee, LastActivityAt = 1, CreatedAt = 1, UpdatedAt = 1 },
            new Contact
            {
                Id = 1,
                AccountId = 1,
                Uuid = "u",
                PhoneNumber = phone,
                AdditionalAttributes = city is null ? "{}" : new JsonObject { ["city"] = city }.ToJsonString(),
                CreatedAt = 1,
                UpdatedAt = 1,
            },
            [.. labels])
        {
            Message = hasMessage
                ? new Message { Id = 1, AccountId = 1, InboxId = 5, ConversationId = 1, MessageType = type, Content = content, IsPrivate = isPrivate, CreatedAt = 1, UpdatedAt = 1 }
                : null,
            Changes = new AttributeChanges().Add("status", before, ConversationStatus.Name(status)),
        };

    private static readonly Gen<(string Key, string Operator, JsonNode Values)> Conditions = Gen.OneOf(
        Of("status", ["equal_to", "not_equal_to"], ["open", "resolved", "pending", "snoozed"]),
        Of("priority", ["equal_to", "not_equal_to"], ["low", "medium", "high", "urgent", "nil"]),
        Of("assignee_id", ["equal_to", "not_equal_to", "is_present", "is_not_present"], [1, "2", 3]),
        Of("labels", ["equal_to", "not_equal_to", "is_present", "is_not_present"], ["bugs", "vip"]),
        Of("content", ["equal_to", "not_equal_to", "contains", "does_not_contain"], ["bug", "Über", "STRASSE", "ß"]),
        Of("city", ["equal_to", "not_equal_to", "contains", "does_not_contain"], ["KÖLN", "bonn", "ö"]),
        Of("phone_number", ["equal_to", "starts_with", "contains"], ["+49151", "1555", "1"]),
        Of("message_type", ["equal_to", "not_equal_to"], ["incoming", "outgoing", "template"]),
        Of("private_note", ["equal_to", "not_equal_to"], [true, "false"]),
        from earlier in Gen.SubListOf("open", "resolved")
        from later in Gen.SubListOf("open", "resolved", "snoozed")
        select ("status", "attribute_changed", (JsonNode)new JsonObject { ["from"] = List(earlier), ["to"] = List(later) }));

    private static readonly Gen<(RuleSubject Subject, (string Key, string Operator, JsonNode Values, bool IsOr)[] Rows)> Cases =
        from subject in Subjects
        from count in Gen.Choose(0, 6)
        from rows in Gen.ArrayOf(
            from condition in Conditions
            from isOr in Gen.Elements(true, false)
            select (condition.Key, condition.Operator, condition.Values, isOr),
            count)
        select (subject, rows);

    [Fact]
    public void Conditions_HoldAsTheReferenceSays()
        => Prop.ForAll(Arb.From(Cases), found =>
        {
            var errors = new RecordErrors();
            var rows = new JsonArray([.. found.Rows.Select(row => (JsonNode)new JsonObject
            {
                ["attribute_key"] = row.Key,
                ["filter_operator"] = row.Operator,
                ["values"] = row.Values.DeepClone(),
                ["query_operator"] = row.IsOr ? "or" : "AND",
            })]);
            var conditions = RuleConditions.Compile(rows, RuleEvent.ConversationUpdated, [], errors);
            return !errors.Any && conditions.Hold(found.Subject) == Reference(found.Subject, found.Rows);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    /// <summary>Some stretch between two ORs is true throughout.</summary>
    private static bool Reference(RuleSubject subject, (string Key, string Operator, JsonNode Values, bool IsOr)[] rows)
    {
        var stretch = true;
        for (var i = 0; i < rows.Length; i++)
        {
            stretch &= Holds(subject, rows[i].Key, rows[i].Operator, rows[i].Values);
            if (rows[i].IsOr && i < rows.Length - 1)
            {
                if (stretch)
                {
                    return true;
                }

                stretch = true;
            }
        }

        return stretch;
    }

    private static bool Holds(RuleSubject subject, string key, string name, JsonNode values)
    {
        if (name is "attribute_changed")
        {
            var change = subject.Changes.ByName.GetValueOrDefault("status");
            return change is not null && Among(values["from"]!, change.Previous!.ToString()) && Among(values["to"]!, change.Current!.ToString());
        }

        var given = values.AsArray().Select(value => value!.ToString().ToLowerInvariant()).ToList();
        string[] actual = key switch
        {
            "status" => [ConversationStatus.Name(subject.Conversation.Status)],
            "priority" => [ConversationPriority.Name(subject.Conversation.Priority) ?? "nil"],
            "assignee_id" => subject.Conversation.AssigneeId is { } id ? [id.ToString(System.Globalization.CultureInfo.InvariantCulture)] : [],
            "labels" => [.. subject.Labels],
            "content" => subject.Message is { } message ? [message.Content!.ToLowerInvariant()] : [],
            "city" => JsonNode.Parse(subject.Contact.AdditionalAttributes)!["city"] is { } city ? [city.ToString().ToLowerInvariant()] : [],
            "phone_number" => subject.Contact.PhoneNumber is { } phone ? [phone] : [],
            "message_type" => subject.Message is { } message ? [MessageType.Name(message.MessageType)] : [],
            _ => subject.Message is { } message ? [message.IsPrivate == 1 ? "true" : "false"] : [],
        };
        if (key is "phone_number" && name is not "contains")
        {
            given = [.. given.Select(value => value.StartsWith('+') ? value : "+" + value)];
        }

        return name switch
        {
            "equal_to" => actual.Intersect(given, StringComparer.Ordinal).Any(),
            "not_equal_to" => !actual.Intersect(given, StringComparer.Ordinal).Any(),
            "contains" => Array.Exists(actual, text => given.Exists(text.Contains)),
            "does_not_contain" => !Array.Exists(actual, text => given.Exists(text.Contains)),
            "starts_with" => Array.Exists(actual, text => given.Exists(beginning => text.StartsWith(beginning, StringComparison.Ordinal))),
            "is_present" => actual.Length > 0,
            _ => actual.Length == 0,
        };
    }

    private static bool Among(JsonNode list, string text) => list.AsArray().Count == 0 || list.AsArray().Any(item => string.Equals(item!.ToString(), text, StringComparison.Ordinal));

    private static Gen<(string Key, string Operator, JsonNode Values)> Of(string key, string[] operators, JsonNode[] values)
        => from name in Gen.Elements(operators)
           from first in Gen.Elements(values)
           from second in Gen.Elements(values)
           from count in Gen.Choose(1, 2)
           select (key, name, (JsonNode)new JsonArray([.. new[] { first, second }.Take(count).Select(value => value.DeepClone())]));

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
