namespace OneLink.Client.Opens;

/// <summary>What an app knows as it opens; one of the first four must be there.</summary>
public sealed record OpenInput
{
    /// <summary>The short link that the system handed to the app.</summary>
    public string? DeepLink { get; init; }

    /// <summary>As Google Play tells it.</summary>
    public string? InstallReferrer { get; init; }

    /// <summary>A link domain: the tap is looked for among its links.</summary>
    public string? Domain { get; init; }

    /// <summary>A link domain's public token.</summary>
    public string? Token { get; init; }

    /// <summary>The click, where the app knows it.</summary>
    public string? ClickId { get; init; }

    /// <summary>What the app runs on; else as the user agent says.</summary>
    public string? Platform { get; init; }
}
