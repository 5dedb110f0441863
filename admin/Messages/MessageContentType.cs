namespace OneLink.Admin.Messages;

/// <summary>What a message's content and its attributes are, as stored and as clients name it.</summary>
internal static class MessageContentType
{
    public const string Text = "text";
    public const string InputSelect = "input_select";
    public const string Cards = "cards";
    public const string Form = "form";
    public const string Article = "article";

    private static readonly string[] Known =
    [
        Text, "input_text", "input_textarea", "input_email", InputSelect, Cards, Form, Article, "incoming_email", "input_csat",
        "integrations", "sticker", "voice_call",
    ];

    public static bool IsKnown(string name) => Known.Contains(name, StringComparer.Ordinal);
}
