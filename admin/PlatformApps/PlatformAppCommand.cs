using System.Globalization;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Validation;

namespace OneLink.Admin.PlatformApps;

/// <summary>
/// <c>onelink-admin platform-app …</c>: makes platform apps and says what they may reach (docs/platform-apps.md). Beside a
/// running admin, which follows with the next request.
/// </summary>
internal static class PlatformAppCommand
{
    public const string Name = "platform-app";

    private const string Usage =
        "platform-app takes: create NAME | list | show APP | grant APP KIND ID | revoke APP KIND ID | rotate-token APP | delete APP | log [APP]; KIND is account, user or agent_bot.";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(() => build([AdminProcess.Quiet]), app => RunAsync(arguments, app.Services));

    private static async Task<int> RunAsync(string[] arguments, IServiceProvider services)
    {
        Func<IServiceProvider, Task<string>> command = arguments switch
        {
            ["create", var name] => parts => CreateAsync(name, parts),
            ["list"] => ListAsync,
            ["show", var app] => parts => ShowAsync(Number(app), parts),
            ["grant", var app, var kind, var id] => parts => GrantAsync(Number(app), Object(kind, id), parts),
            ["revoke", var app, var kind, var id] => parts => RevokeAsync(Number(app), Object(kind, id), parts),
            ["rotate-token", var app] => parts => RotateAsync(Number(app), parts),
            ["delete", var app] => parts => DeleteAsync(Number(app), parts),
            ["log"] => parts => LogAsync(app: null, parts),
            ["log", var app] => parts => LogAsync(Number(app), parts),
            _ => throw new StartupException(Usage),
        };

        await services.OpenDatabaseAsync();
        if (await command(services) is { Length: > 0 } text)
        {
            await Console.Out.WriteLineAsync(text);
        }

        return 0;
    }

    private static async Task<string> CreateAsync(string name, IServiceProvider services)
    {
        var errors = new RecordErrors();
        return await services.GetRequiredService<PlatformAppChanges>().CreateAsync(InstallationActor.CommandLine, name, errors, CancellationToken.None) is var (app, token)
            ? FormattableString.Invariant($"app    {app.Id}\ntoken  {token}")
            : throw new StartupException(string.Join(", ", errors.All.Select(error => error.FullMessage)) + ".");
    }

    private static async Task<string> ListAsync(IServiceProvider services)
    {
        var (apps, permissibles) = (services.GetRequiredService<PlatformAppRepository>(), services.GetRequiredService<PermissibleRepository>());
        var lines = new List<string>();
        foreach (var app in await apps.AllAsync(CancellationToken.None))
        {
            var reach = await permissibles.OfAppAsync(app.Id, CancellationToken.None);
            lines.Add(FormattableString.Invariant(
                $"{app.Id}  {app.Name}  ({Count(reach, PermissibleKind.Account)} accounts, {Count(reach, PermissibleKind.User)} users, {Count(reach, PermissibleKind.AgentBot)} bots)"));
        }

        return string.Join('\n', lines);
    }

    private static async Task<string> ShowAsync(long id, IServiceProvider services)
    {
        var app = await FindAsync(id, services);
        var reach = await services.GetRequiredService<PermissibleRepository>().OfAppAsync(app.Id, CancellationToken.None);
        return string.Join('\n', reach.Select(permissible => FormattableString.Invariant($"{permissible.Kind} {permissible.Id}")));
    }

    private static async Task<string> GrantAsync(long id, Permissible permissible, IServiceProvider services)
        => await services.GetRequiredService<PlatformAppChanges>().GrantAsync(InstallationActor.CommandLine, await FindAsync(id, services), permissible, CancellationToken.None) is not null
            ? ""
            : throw new StartupException(FormattableString.Invariant($"there is no {permissible.Kind} {permissible.Id} that an app may be let at."));

    private static async Task<string> RevokeAsync(long id, Permissible permissible, IServiceProvider services)
        => await services.GetRequiredService<PlatformAppChanges>().RevokeAsync(InstallationActor.CommandLine, await FindAsync(id, services), permissible, CancellationToken.None)
            ? ""
            : throw new StartupException(FormattableString.Invariant($"platform app {id} cannot reach {permissible.Kind} {permissible.Id} as it is."));

    private static async Task<string> RotateAsync(long id, IServiceProvider services)
        => "token  " + await services.GetRequiredService<PlatformAppChanges>().RotateTokenAsync(InstallationActor.CommandLine, await FindAsync(id, services), CancellationToken.None);

    private static async Task<string> DeleteAsync(long id, IServiceProvider services)
    {
        await services.GetRequiredService<PlatformAppChanges>().DeleteAsync(InstallationActor.CommandLine, await FindAsync(id, services), CancellationToken.None);
        return "";
    }

    private static async Task<string> LogAsync(long? app, IServiceProvider services)
        => string.Join('\n', (await services.GetRequiredService<InstallationLog>().OfPlatformAppsAsync(app?.ToString(CultureInfo.InvariantCulture), CancellationToken.None))
            .Select(row => Line(AuditResponse.From(row))));

    private static string Line(AuditResponse entry)
    {
        var what = string.Join(' ', entry.Changes.Select(change => FormattableString.Invariant($"{change.Field} {change.To ?? change.From}")));
        var by = entry.Actor.Id is null ? "" : $"  by {entry.Actor.Name}";
        return FormattableString.Invariant($"{entry.CreatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}  {entry.Object.Id} {entry.Object.Name}  {entry.Action} {what}").TrimEnd() + by;
    }

    private static async Task<PlatformApp> FindAsync(long id, IServiceProvider services)
        => await services.GetRequiredService<PlatformAppRepository>().FindAsync(id, CancellationToken.None)
            ?? throw new StartupException(FormattableString.Invariant($"there is no platform app {id}."));

    private static Permissible Object(string kind, string id)
        => PermissibleKind.IsKnown(kind) ? new Permissible(kind, Number(id)) : throw new StartupException(Usage);

    private static long Number(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new StartupException(Usage);

    private static int Count(List<Permissible> reach, string kind) => reach.Count(permissible => string.Equals(permissible.Kind, kind, StringComparison.Ordinal));
}
