namespace OneLink.Admin.Domains;

/// <summary>What the installation knows of one of its domains without asking the database.</summary>
internal sealed record LinkHost
{
    public required string Host { get; init; }

    public required string Authority { get; init; }

    public required string Scheme { get; init; }

    public required long IsFallback { get; init; }

    public required long IsServed { get; init; }

    /// <summary>The port that is part of the domain's address; 0 where it is the scheme's own.</summary>
    public int OwnPort => Uri.TryCreate($"{Scheme}://{Authority}", UriKind.Absolute, out var own) && !own.IsDefaultPort ? own.Port : 0;

    public static LinkHost Of(LinkDomain domain) => new()
    {
        Host = domain.Host,
        Authority = domain.Authority,
        Scheme = domain.Scheme,
        IsFallback = domain.IsFallback,
        IsServed = domain.IsServed,
    };
}
