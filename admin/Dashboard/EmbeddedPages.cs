using System.Globalization;
using OneLink.Admin.Accounts;

namespace OneLink.Admin.Dashboard;

/// <summary>
/// The same pages under <c>/app/embed/{account}/</c>, where a frame of another site's page may show them: the path names the
/// account, whose setting names the sites. So the header is known before anybody has said who he is, and every other page of
/// the dashboard stays out of frames (decision 0021).
/// </summary>
internal static class EmbeddedPages
{
    private const string Root = "embed/";

    /// <summary>The account that a page is of; null where it is no such page.</summary>
    /// <param name="path">Below the dashboard's own, without a slash in front.</param>
    public static long? AccountOf(string path)
        => path.StartsWith(Root, StringComparison.Ordinal)
            && path[Root.Length..] is var rest
            && long.TryParse(rest.AsSpan(0, rest.IndexOf('/') is var end and >= 0 ? end : rest.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : null;

    /// <summary>Where the pages of an account lie.</summary>
    public static string PathOf(long accountId) => string.Create(CultureInfo.InvariantCulture, $"{DashboardEndpoints.Root}{Root}{accountId}/");

    /// <summary>Who may frame the account's pages; nobody where it is not there, or closed.</summary>
    public static async Task<IReadOnlyList<string>> AncestorsAsync(long accountId, AccountRepository accounts, CancellationToken cancellationToken)
        => await accounts.FindAsync(accountId, cancellationToken) is { IsSuspended: false } account ? FrameAncestors.Of(account) : [];
}
