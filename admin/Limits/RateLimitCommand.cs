using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Limits;

/// <summary>
/// <c>onelink-admin rate-limit ACCOUNT KEY-LIMIT [ACCOUNT-LIMIT]</c>: requests a minute of each of the account's keys, and of
/// all together; <c>default</c> is the installation's. Beside a running admin, which follows with the next request.
/// </summary>
internal static class RateLimitCommand
{
    public const string Name = "rate-limit";

    private const string Usage = "rate-limit takes an account, the requests a minute of each of its keys, and perhaps those of all keys together; or default for either.";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([]),
            app => arguments is [var account, var key, .. var rest] && rest.Length <= 1
                ? SetAsync(Account(account), Limit(key), Limit(rest is [var all] ? all : "default"), app.Services)
                : throw new StartupException(Usage));

    private static async Task<int> SetAsync(long account, long? key, long? all, IServiceProvider services)
    {
        await services.OpenDatabaseAsync();
        var audit = services.GetRequiredService<AuditLog>();
        var isSet = await services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                var limits = await scope.FirstOrDefaultAsync<AccountLimits>(
                    "SELECT key_rate_limit AS KeyRateLimit, rate_limit AS RateLimit FROM accounts WHERE id = @account", new { account });
                if (limits is not null)
                {
                    await scope.ExecuteAsync("UPDATE accounts SET key_rate_limit = @key, rate_limit = @all WHERE id = @account", new { account, key, all });
                    var changes = AuditChanges.Between(limits.ToJson(), new AccountLimits { KeyRateLimit = key, RateLimit = all }.ToJson());
                    await audit.WriteAsync(scope, Actor.System(account), new AuditEntry(AuditAction.RateLimitUpdated, null, null) { Changes = changes });
                }

                return limits is not null;
            },
            CancellationToken.None);
        return isSet ? 0 : throw new StartupException(FormattableString.Invariant($"there is no account {account}."));
    }

    private static long Account(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? account : throw new StartupException(Usage);

    private static long? Limit(string text)
        => text == "default" ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= RequestLimits.Max ? limit
            : throw new StartupException(Usage);

    /// <summary>What is set for an account; null is the default.</summary>
    private sealed class AccountLimits
    {
        public long? KeyRateLimit { get; init; }

        public long? RateLimit { get; init; }

        public JsonObject ToJson() => new() { ["keyRateLimit"] = KeyRateLimit, ["rateLimit"] = RateLimit };
    }
}
