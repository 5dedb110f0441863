using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Filters;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Automation.Conditions;

/// <summary>Something that a condition can ask of a conversation, its contact or a message.</summary>
/// <param name="Key">As clients name it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Value">Text, whole number, number, day or list of texts; null where there is none.</param>
/// <param name="Operators">Those allowed, in the order in which a refusal names them.</param>
internal sealed record RuleAttribute(string Key, FilterKind Kind, Func<RuleSubject, object?> Value, params IReadOnlyList<string> Operators)
{
    /// <summary>Of a conversation's update: whether the attribute went from one value to another.</summary>
    public const string AttributeChanged = "attribute_changed";

    private const long NoPriority = -1;

    private static readonly string[] Equality = [FilterOperator.EqualTo, FilterOperator.NotEqualTo];
    private static readonly string[] Presence = [.. Equality, FilterOperator.IsPresent, FilterOperator.IsNotPresent];
    private static readonly string[] Parts = [.. Equality, FilterOperator.Contains, FilterOperator.DoesNotContain];

    private static readonly Dictionary<string, RuleAttribute> ByKey = new RuleAttribute[]
    {
        new("status", FilterKind.Choice, static subject => subject.Conversation.Status, [.. Equality, AttributeChanged]) { Choices = ConversationStatus.ByName },
        new("priority", FilterKind.Choice, static subject => subject.Conversation.Priority ?? NoPriority, [.. Equality, AttributeChanged])
        {
            // The dashboard says nil for none.
            Choices = new Dictionary<string, long>(ConversationPriority.ByName, StringComparer.Ordinal) { ["nil"] = NoPriority, ["none"] = NoPriority },
        },
        new("assignee_id", FilterKind.Number, static subject => subject.Conversation.AssigneeId, [.. Presence, AttributeChanged]),
        new("team_id", FilterKind.Number, static subject => subject.Conversation.TeamId, [.. Presence, AttributeChanged]),
        new("inbox_id", FilterKind.Number, static subject => subject.Conversation.InboxId, Presence),
        new("labels", FilterKind.Labels, static subject => subject.Labels, Presence),
        new("browser_language", FilterKind.LoweredText, static subject => Lowered(subject.ConversationAdditional, "browser_language"), Equality),
        new("conversation_language", FilterKind.LoweredText, static subject => Lowered(subject.ConversationAdditional, "conversation_language"), Equality),
        new("referer", FilterKind.LoweredText, static subject => Lowered(subject.ConversationAdditional, "referer"), Parts),
        new("mail_subject", FilterKind.LoweredText, static subject => Lowered(subject.ConversationAdditional, "mail_subject"), Parts),
        new("email", FilterKind.LoweredText, static subject => subject.Contact.Email, Parts),
        new("phone_number", FilterKind.PhoneNumber, static subject => subject.Contact.PhoneNumber, [.. Parts, FilterOperator.StartsWith]),
        new("country_code", FilterKind.LoweredText, static subject => Lowered(subject.ConversationAdditional, "country_code") ?? Lowered(subject.ContactAdditional, "country_code"), Equality),
        new("city", FilterKind.LoweredText, static subject => Lowered(subject.ContactAdditional, "city"), Parts),
        new("company", FilterKind.LoweredText, static subject => Lowered(subject.ContactAdditional, "company_name"), Parts),
        new("content", FilterKind.LoweredText, static subject => subject.Message?.Content?.ToLowerInvariant(), Parts),
        new("message_type", FilterKind.Choice, static subject => subject.Message?.MessageType, Equality)
        {
            Choices = new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["incoming"] = MessageType.Incoming,
                ["outgoing"] = MessageType.Outgoing,
                ["template"] = MessageType.Template,
            },
        },
        new("private_note", FilterKind.Flag, static subject => subject.Message?.IsPrivate, Equality),
    }.ToDictionary(attribute => attribute.Key, StringComparer.Ordinal);

    /// <summary>Stored numbers by name, of a choice.</summary>
    public IReadOnlyDictionary<string, long>? Choices { get; init; }

    /// <summary>Whether events say from what to what it changed.</summary>
    public bool TellsChanges => Operators.Contains(AttributeChanged, StringComparer.Ordinal);

    /// <summary>One of ours, or the account's own.</summary>
    /// <param name="key">As the client names it.</param>
    /// <param name="model">Whose attribute an own one is: <c>contact_attribute</c>, <c>conversation_attribute</c>, or empty for whichever has it.</param>
    /// <param name="definitions">The account's own attributes, of conversations and contacts.</param>
    public static RuleAttribute? Find(string key, string model, IReadOnlyList<CustomAttributeDefinition> definitions)
        => model.Length == 0 && ByKey.TryGetValue(key, out var known)
            ? known
            : definitions
                .Where(definition => string.Equals(definition.AttributeKey, key, StringComparison.Ordinal) && IsOf(definition, model))
                .Select(Own)
                .FirstOrDefault() ?? ByKey.GetValueOrDefault(key);

    private static bool IsOf(CustomAttributeDefinition definition, string model) => model switch
    {
        "contact_attribute" => definition.Model == AttributeModel.Contact,
        "conversation_attribute" => definition.Model == AttributeModel.Conversation,
        _ => true,
    };

    private static RuleAttribute Own(CustomAttributeDefinition definition)
    {
        var (kind, operators) = FilterSchema.OfDisplayType(definition.DisplayType);
        var key = definition.AttributeKey;
        return definition.Model == AttributeModel.Contact
            ? new RuleAttribute(key, kind, subject => Read(kind, subject.ContactAttributes[key]), operators)
            : new RuleAttribute(key, kind, subject => Read(kind, subject.ConversationAttributes[key]), operators);
    }

    /// <summary>A stored value as it is compared.</summary>
    private static object? Read(FilterKind kind, JsonNode? node) => kind is FilterKind.DayText && node is JsonValue value && value.TryGetValue(out string? text)
        ? FilterValues.Day(text.Length > 10 ? text[..10] : text)
        : FilterValues.Read(kind, choices: null, node);

    private static string? Lowered(JsonObject attributes, string name) => AttributeObject.Text(attributes, name)?.Trim().ToLowerInvariant();
}
