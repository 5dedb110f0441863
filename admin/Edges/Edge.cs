using OneLink.Shared.Feed;

namespace OneLink.Admin.Edges;

/// <summary>Who may follow the feed under a token of its own. Times are Unix milliseconds.</summary>
internal sealed record Edge
{
    /// <summary>Shows the token that <c>up</c> and ONELINK_EDGE_TOKEN give to every edge alike.</summary>
    public const string Default = "default";

    public const int MaxNameLength = 60;

    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for the default one.</summary>
    public byte[]? TokenHash { get; init; }

    /// <summary>As <see cref="FeedScope.TryParse"/> reads it.</summary>
    public string Accounts { get; init; } = "";

    public long? RevokedAt { get; init; }

    /// <summary>The accounts that it may carry.</summary>
    public FeedScope Scope => FeedScope.TryParse(Accounts, out var scope) ? scope : throw new InvalidDataException($"The accounts of edge {Name} are no ids: {Accounts}");

    /// <summary>Whether an edge may be called so: letters, digits, '-', '_' and '.'.</summary>
    public static bool IsName(string name)
        => name.Length is > 0 and <= MaxNameLength && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>Called by the framework for a handler's parameter; authorization has already let the request pass.</summary>
    public static ValueTask<Edge?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<Edge>());

    /// <summary>Whether what was allowed to one is allowed to the other: the same token for the same accounts.</summary>
    public bool Admits(Edge other)
        => RevokedAt is null && Id == other.Id && Accounts == other.Accounts && TokenHash.AsSpan().SequenceEqual(other.TokenHash);
}
