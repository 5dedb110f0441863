using System.Globalization;
using System.Text;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Feed;
using OneLink.Admin.Hosting;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Edges;

/// <summary>
/// <c>onelink-admin edge …</c>: names edges, shows how they stand and revokes them (docs/operations/edges.md). Beside a running
/// admin, which follows within a second.
/// </summary>
internal static class EdgeCommand
{
    public const string Name = "edge";

    private const string Usage =
        "edge takes: add NAME [ACCOUNT…] | list | revoke NAME; a name has letters, digits, '-', '_' and '.'; an edge that was made with accounts can carry no others.";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(() => build([AdminProcess.Quiet]), app => RunAsync(arguments, app.Services));

    private static async Task<int> RunAsync(string[] arguments, IServiceProvider services)
    {
        Func<Task<string>> command = arguments switch
        {
            ["add", Edge.Default] => () => RestoreAsync(services),
            ["add", var name, .. var accounts] when Edge.IsName(name) && name != Edge.Default => () => AddAsync(services, name, Scope(accounts)),
            ["list"] => () => ListAsync(services),
            ["revoke", var name] => () => RevokeAsync(services, name),
            _ => throw new StartupException(Usage),
        };
        await services.OpenDatabaseAsync();
        await Console.Out.WriteLineAsync(await command());
        return 0;
    }

    private static async Task<string> AddAsync(IServiceProvider services, string name, FeedScope scope)
        => await services.GetRequiredService<EdgeChanges>().AddAsync(InstallationActor.CommandLine, name, scope, CancellationToken.None) is { } token
            ? $"edge   {name}\ntoken  {token}"
            : throw new StartupException($"there is an edge {name} already; revoke it first to give it another token or other accounts.");

    /// <summary>What shows the shared token is let in again.</summary>
    private static async Task<string> RestoreAsync(IServiceProvider services)
    {
        await services.GetRequiredService<EdgeChanges>().RestoreAsync(InstallationActor.CommandLine, CancellationToken.None);
        return $"edge   {Edge.Default}\ntoken  that of ONELINK_EDGE_TOKEN";
    }

    private static async Task<string> RevokeAsync(IServiceProvider services, string name)
        => await services.GetRequiredService<EdgeChanges>().RevokeAsync(InstallationActor.CommandLine, name, CancellationToken.None)
            ? $"edge {name} is revoked"
            : throw new StartupException($"there is no edge {name}, or it was revoked before.");

    private static async Task<string> ListAsync(IServiceProvider services)
    {
        var edges = services.GetRequiredService<EdgeRepository>();
        var instances = (await edges.InstancesAsync(CancellationToken.None)).ToLookup(instance => instance.EdgeId);
        var last = (await services.GetRequiredService<ChangeLogReader>().BoundsAsync(CancellationToken.None)).LastSequence;
        var now = Now(services);
        var text = new StringBuilder();
        foreach (var edge in await edges.AllAsync(CancellationToken.None))
        {
            text.Append(edge.Name).Append(edge.Scope.IsAll ? "" : "  accounts " + edge.Accounts);
            text.AppendLine(edge.RevokedAt is { } at ? "  revoked " + Time(at) : instances[edge.Id].Any() ? "" : "  never seen");
            foreach (var instance in instances[edge.Id])
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {Standing(instance, last, now)}");
            }
        }

        return text.ToString().TrimEnd();
    }

    private static string Standing(EdgeInstance edge, long last, long now)
    {
        var via = edge.Via.Length > 0 ? " via " + edge.Via : "";
        var behind = Math.Max(0, last - edge.Sequence);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{edge.Host} at {edge.Address}{via}  version {edge.Version}  sequence {edge.Sequence} ({behind} behind)  {edge.SpoolBytes} bytes of clicks wait  seen {(now - edge.SeenAt) / 1000} s ago");
    }

    private static FeedScope Scope(string[] accounts)
        => FeedScope.TryParse(string.Join(',', accounts), out var scope) ? scope : throw new StartupException(Usage);

    private static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static long Now(IServiceProvider services) => services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
}
