using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Json;

namespace OneLink.Admin.Messages;

/// <summary>
/// Puts values into what an account says: <c>{{contact.name}}</c>, <c>{{agent.first_name | default: "us"}}</c>. What has no
/// value becomes nothing, code between backticks stays as it is, and so does all of a text whose braces are not ours.
/// </summary>
internal static partial class MessageVariables
{
    private const string Opening = "{{";

    /// <summary>The content with values in it.</summary>
    /// <param name="scope">The transaction that stores the message.</param>
    /// <param name="conversation">That it is said in.</param>
    /// <param name="message">Outgoing, or a template; others are not touched.</param>
    public static async Task<Message> FillAsync(WriteScope scope, Conversation conversation, Message message)
    {
        if (message.MessageType is not (MessageType.Outgoing or MessageType.Template) || message.Content is not { } content || !content.Contains(Opening, StringComparison.Ordinal))
        {
            return message;
        }

        var values = await ValuesAsync(scope, conversation, message);
        return message with { Content = Place().Replace(content, place => place.Groups["code"].Success ? place.Value : Value(place, values)) };
    }

    private static string Value(Match place, Dictionary<string, string?> values)
    {
        var value = values.GetValueOrDefault(place.Groups["name"].Value) ?? "";
        foreach (var filter in place.Groups["filter"].Captures.Select(capture => capture.Value.Trim()))
        {
            value = filter switch
            {
                "upcase" => value.ToUpperInvariant(),
                "downcase" => value.ToLowerInvariant(),
                "capitalize" => Capitalized(value),
                _ when value.Length == 0 => filter[(filter.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()[1..^1],
                _ => value,
            };
        }

        return value;
    }

    private static async Task<Dictionary<string, string?>> ValuesAsync(WriteScope scope, Conversation conversation, Message message)
    {
        var contact = await ContactRepository.FindAsync(scope, conversation.AccountId, conversation.ContactId);
        var (inbox, account) = await scope.FirstOrDefaultAsync<(string?, string?)>(
            "SELECT inboxes.name, accounts.name FROM inboxes JOIN accounts ON accounts.id = inboxes.account_id WHERE inboxes.id = @InboxId AND inboxes.account_id = @AccountId",
            new { conversation.InboxId, conversation.AccountId });
        var (agent, shown) = message.SenderKind is not SenderKind.User ? (null, null) : await scope.FirstOrDefaultAsync<(string?, string?)>(
            "SELECT name, COALESCE(NULLIF(display_name, ''), name) FROM users WHERE id = @SenderId", new { message.SenderId });
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["contact.name"] = Names(contact?.Name),
            ["contact.email"] = contact?.Email,
            ["contact.phone_number"] = contact?.PhoneNumber,
            ["contact.first_name"] = First(contact?.Name),
            ["contact.last_name"] = Last(contact?.Name),
            ["agent.name"] = Names(agent),
            ["agent.available_name"] = shown,
            ["agent.first_name"] = First(agent),
            ["agent.last_name"] = Last(agent),
            ["conversation.display_id"] = conversation.DisplayId.ToString(CultureInfo.InvariantCulture),
            ["conversation.contact_name"] = Names(contact?.Name),
            ["inbox.name"] = inbox,
            ["account.name"] = account,
        };
        AddAttributes(values, "contact", contact?.CustomAttributes);
        AddAttributes(values, "conversation", conversation.CustomAttributes);
        return values;
    }

    private static void AddAttributes(Dictionary<string, string?> values, string of, string? attributes)
    {
        foreach (var (key, value) in attributes is null ? new JsonObject() : AttributeObject.Parse(attributes))
        {
            values[$"{of}.custom_attribute.{key}"] = value?.ToString();
        }
    }

    private static string Names(string? name) => string.Join(' ', Words(name).Select(Capitalized));

    private static string? First(string? name) => Words(name) is [var first, ..] ? Capitalized(first) : null;

    /// <summary>Of who has more than one name.</summary>
    private static string? Last(string? name) => Words(name) is [_, .., var last] ? Capitalized(last) : null;

    private static string[] Words(string? name) => (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Capitalized(string word) => word.Length == 0 ? word : word[..1].ToUpperInvariant() + word[1..].ToLowerInvariant();

    [GeneratedRegex(
        """(?<code>```.*?```|`[^`]*`)|\{\{\s*(?<name>[A-Za-z_][\w.-]*)(\s*\|\s*(?<filter>upcase|downcase|capitalize|default\s*:\s*("[^"]*"|'[^']*')))*\s*\}\}""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
