using System.Globalization;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>Ids as this API shows them: what they name, and the number.</summary>
internal static class PublicId
{
    private const string ContactPrefix = "contact_";
    private const string KeyPrefix = "key_";
    private const string WebhookPrefix = "webhook_";

    private const long NoRecord = -1;

    public static string Org(long id) => Of("org_", id);

    public static string Contact(long id) => Of(ContactPrefix, id);

    public static string Message(long id) => Of("msg_", id);

    public static string Webhook(long id) => Of(WebhookPrefix, id);

    public static string Key(long id) => Of(KeyPrefix, id);

    /// <returns>An id that no record has, where the text is none.</returns>
    public static long ContactOf(string text) => NumberOf(ContactPrefix, text);

    /// <inheritdoc cref="ContactOf"/>
    public static long KeyOf(string text) => NumberOf(KeyPrefix, text);

    /// <inheritdoc cref="ContactOf"/>
    public static long WebhookOf(string text) => NumberOf(WebhookPrefix, text);

    private static string Of(string prefix, long id) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{id}");

    private static long NumberOf(string prefix, string text)
        => text.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : NoRecord;
}
