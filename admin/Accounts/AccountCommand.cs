using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>
/// <c>onelink-admin account ACCOUNT [FIELD=VALUE…]</c>: tier, status, region and limits of an account (docs/platform-apps.md). Beside a
/// running admin, which follows with the next request. Without fields it shows them.
/// </summary>
internal static class AccountCommand
{
    public const string Name = "account";

    private const string Usage =
        "account takes an account and perhaps tier=free|growth|enterprise|none, status=active|suspended, and limits: agents=, inboxes=, key_requests_per_minute=, requests_per_minute=, onsync_requests_per_hour=, each a number or none; region=, of its phone numbers, is two letters (AE) or none.";

    private const string None = "none";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([AdminProcess.Quiet]),
            app => arguments is [var account, .. var fields] && long.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? RunAsync(id, fields, app.Services)
                : throw new StartupException(Usage));

    private static async Task<int> RunAsync(long id, string[] fields, IServiceProvider services)
    {
        await services.OpenDatabaseAsync();
        var account = await services.GetRequiredService<AccountRepository>().FindAsync(id, CancellationToken.None)
            ?? throw new StartupException(FormattableString.Invariant($"there is no account {id}."));
        var outcome = await services.GetRequiredService<AccountChanges>().UpdateAsync(
            Actor.System(id), Input(account, fields), performer: null, CancellationToken.None);
        if (!outcome.TryGet(out var changed))
        {
            throw new StartupException(outcome.Errors is { } errors
                ? string.Join(", ", errors.All.Select(error => error.FullMessage)) + "."
                : FormattableString.Invariant($"there is no account {id}."));
        }

        await Console.Out.WriteLineAsync(
            $"name    {changed.Name}\nstatus  {changed.Status}\ntier    {changed.Tier ?? None}\nregion  {AccountSettings.RegionOf(changed) ?? None}\nlimits  {AttributeObject.Write(AccountLimits.Shown(changed))}");
        return 0;
    }

    /// <summary>Limits that are not named stay.</summary>
    private static AccountInput Input(Account account, string[] fields)
    {
        var input = new AccountInput();
        var limits = AccountLimits.Shown(account);
        foreach (var field in fields)
        {
            input = field.Split('=', 2) switch
            {
                ["tier", var tier] => input with { Tier = tier == None ? new Given<string?>(IsGiven: true, Value: null) : tier },
                ["status", var status] => input with { Status = status },
                [AccountSettings.Region, var region] => input with { Settings = new JsonObject { [AccountSettings.Region] = region == None ? null : region.ToUpperInvariant() } },
                [AccountLimits.Agents or AccountLimits.Inboxes or AccountLimits.KeyRequests or AccountLimits.Requests or AccountLimits.OnSyncRequests, var value] => Limited(input, limits, field, value),
                _ => throw new StartupException(Usage),
            };
        }

        return input;
    }

    private static AccountInput Limited(AccountInput input, JsonObject limits, string field, string value)
    {
        limits[field[..field.IndexOf('=', StringComparison.Ordinal)]] = value == None ? null : value;
        return input with { Limits = limits };
    }
}
