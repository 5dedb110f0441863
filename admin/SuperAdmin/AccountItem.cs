using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;

namespace OneLink.Admin.SuperAdmin;

/// <summary>An account as those see it who run the installation.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Status">One of <see cref="AccountStatus"/>.</param>
/// <param name="Tier">One of <see cref="AccountTier"/>, or null.</param>
/// <param name="Locale">Its language.</param>
/// <param name="SupportEmail">Where its people are asked for help.</param>
/// <param name="Limits">See <see cref="AccountLimits"/>.</param>
/// <param name="CreatedAt">Since when it is there.</param>
/// <param name="Counts">How much is in it.</param>
internal sealed record AccountItem(
    long Id, string Name, string Status, string? Tier, string Locale, string? SupportEmail, JsonObject Limits, DateTimeOffset CreatedAt, AccountCounts Counts)
{
    public static AccountItem Of(Account account, AccountCounts counts) => new(
        account.Id,
        account.Name,
        account.Status,
        account.Tier,
        account.Locale,
        account.SupportEmail,
        AccountLimits.Shown(account),
        ConsoleTime.Of(account.CreatedAt),
        counts);
}
