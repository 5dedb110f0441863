using System.Text.Json.Nodes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Accounts;

/// <summary>What can change of an account and of a membership, under the names that events and the audit log use.</summary>
internal static class AccountFields
{
    public static JsonObject Of(Account account) => new()
    {
        ["name"] = account.Name,
        ["locale"] = account.Locale,
        ["domain"] = account.Domain,
        ["support_email"] = account.SupportEmail,
        ["status"] = account.Status,
        ["tier"] = account.Tier,
        ["features"] = AttributeObject.Parse(account.Features),
        ["limits"] = AccountLimits.Shown(account),
        ["settings"] = AttributeObject.Parse(account.Settings),
        ["custom_attributes"] = AttributeObject.Parse(account.CustomAttributes),
    };

    public static JsonObject Of(Membership membership) => new()
    {
        ["role"] = membership.Role,
        ["availability"] = membership.Availability,
        ["auto_offline"] = membership.IsAutoOffline != 0,
    };
}
