namespace OneLink.Admin.Messages;

/// <summary>What a message's content and its attributes are, as stored and as clients name it.</summary>
internal static class MessageContentType
{
    public const string Text = "text";
    public const string InputEmail = "input_email";
    public const string InputSelect = "input_select";
    public const string Cards = "cards";
    public const string Form = "form";
    public const string Article = "article";

    /// <summary>A survey of how content the contact is.</summary>
    public const string InputCsat = "input_csat";

    private static readonly string[] Known =
    [
        Text, "input_text", "input_textarea", InputEmail, InputSelect, Cards, Form, Article, "incoming_email", InputCsat,
        "integrations", "sticker", "voice_call",
    ];

    private static readonly string[] Asking = ["input_text", "input_textarea", InputEmail, InputSelect, Form, InputCsat];

    /// <summary>Whether a message of the type waits for something to be filled in.</summary>
    public static bool AsksForAnswers(string name) => Asking.Contains(name, StringComparer.Ordinal);

    public static bool IsKnown(string name) => Known.Contains(name, StringComparer.Ordinal);
}
