namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>What a key of the OnSync API may do.</summary>
internal static class OnSyncScope
{
    public const string ReadContacts = "read:contacts";
    public const string WriteContacts = "write:contacts";
    public const string ReadMessages = "read:messages";
    public const string WriteMessages = "write:messages";
    public const string ReadWebhooks = "read:webhooks";
    public const string WriteWebhooks = "write:webhooks";

    public static IReadOnlyList<string> All { get; } = [ReadContacts, WriteContacts, ReadMessages, WriteMessages, ReadWebhooks, WriteWebhooks];

    public static bool IsKnown(string name) => All.Contains(name, StringComparer.Ordinal);
}
