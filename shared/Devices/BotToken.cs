namespace OneLink.Shared.Devices;

/// <summary>What a token of <c>Data/bots.tsv</c> says.</summary>
internal enum BotToken : byte
{
    Crawler,
    Preview,
    Search,

    /// <summary>A person's device whose name contains a bot's token.</summary>
    Person,
}
