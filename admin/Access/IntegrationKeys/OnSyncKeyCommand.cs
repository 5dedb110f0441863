using System.Globalization;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>
/// <c>onelink-admin onsync-key …</c>: makes, shows, changes and ends the keys of an account's OnSync API (docs/onsync.md).
/// Beside a running admin, which follows with the next request.
/// </summary>
internal static class OnSyncKeyCommand
{
    public const string Name = "onsync-key";

    private const string Usage =
        "onsync-key takes: create ACCOUNT NAME [SCOPE…] | list ACCOUNT | scopes ACCOUNT KEY SCOPE… | rotate ACCOUNT KEY | revoke ACCOUNT KEY; without scopes a new key has all.";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(() => build([AdminProcess.Quiet]), app => RunAsync(arguments, app.Services));

    private static async Task<int> RunAsync(string[] arguments, IServiceProvider services)
    {
        Func<IntegrationKeyChanges, Actor, Task<string>> command = arguments switch
        {
            ["create", _, var name, .. var scopes] => (changes, actor) => CreateAsync(changes, actor, name, scopes),
            ["list", _] => (_, actor) => ListAsync(services, actor.AccountId),
            ["scopes", _, var key, .. { Length: > 0 } scopes] => (changes, actor) => ScopeAsync(changes, actor, Number(key), scopes),
            ["rotate", _, var key] => (changes, actor) => RotateAsync(changes, actor, Number(key)),
            ["revoke", _, var key] => (changes, actor) => RevokeAsync(changes, actor, Number(key)),
            _ => throw new StartupException(Usage),
        };

        await services.OpenDatabaseAsync();
        var account = await services.GetRequiredService<AccountRepository>().FindAsync(Number(arguments[1]), CancellationToken.None)
            ?? throw new StartupException($"there is no account {arguments[1]}.");
        if (await command(services.GetRequiredService<IntegrationKeyChanges>(), Actor.System(account.Id)) is { Length: > 0 } text)
        {
            await Console.Out.WriteLineAsync(text);
        }

        return 0;
    }

    private static async Task<string> CreateAsync(IntegrationKeyChanges changes, Actor actor, string name, string[] scopes)
    {
        var created = Required(await changes.CreateAsync(
            actor, new IntegrationKeyInput { Name = name, Scopes = new(IsGiven: true, scopes.Length > 0 ? scopes : OnSyncScope.All) }, CancellationToken.None));
        return FormattableString.Invariant($"id   {created.Key.Id}\nkey  {created.Secret}");
    }

    private static async Task<string> ListAsync(IServiceProvider services, long accountId)
    {
        var keys = await services.GetRequiredService<IntegrationKeyRepository>().OfAccountAsync(accountId, IntegrationSurface.OnSync, CancellationToken.None);
        return string.Join('\n', keys.Select(key => FormattableString.Invariant(
            $"{key.Id}  {key.KeyPrefix}…  {key.Name}  ({key.Scopes}; {(key.LastUsedAt is { } at ? $"last used {DateTimeOffset.FromUnixTimeMilliseconds(at):yyyy-MM-dd'T'HH:mm:ss'Z'}" : "never used")})")));
    }

    private static async Task<string> ScopeAsync(IntegrationKeyChanges changes, Actor actor, long id, string[] scopes)
    {
        Required(await changes.UpdateAsync(actor, id, new IntegrationKeyInput { Scopes = scopes }, CancellationToken.None));
        return "";
    }

    private static async Task<string> RotateAsync(IntegrationKeyChanges changes, Actor actor, long id)
        => "key  " + Required(await changes.RotateAsync(actor, id, CancellationToken.None)).Secret;

    private static async Task<string> RevokeAsync(IntegrationKeyChanges changes, Actor actor, long id)
        => await changes.RevokeAsync(actor, id, CancellationToken.None) ? "" : throw new StartupException("the account has no such key.");

    private static T Required<T>(RecordOutcome<T> outcome)
        where T : class
        => outcome.TryGet(out var record) ? record
            : throw new StartupException(outcome.Errors is { } errors
                ? string.Join(", ", errors.All.Select(error => error.FullMessage)) + "."
                : "the account has no such key.");

    private static long Number(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new StartupException(Usage);
}
