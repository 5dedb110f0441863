using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Json;
using OneLink.Admin.Limits;
using OneLink.Admin.Validation;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/accounts</c>: all of them, how much is in each, their status, tier and limits.</summary>
internal static class AccountEndpoints
{
    private static readonly string[] Fields = ["name", "status", "tier", "limits"];
    private static readonly string[] LimitNames =
        [AccountLimits.Agents, AccountLimits.Inboxes, AccountLimits.KeyRequests, AccountLimits.Requests, AccountLimits.OnSyncRequests];

    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/accounts", List);
        console.MapGet("/accounts/{id:long}", Get);
        console.MapPatch("/accounts/{id:long}", Update);
    }

    internal static async Task<IResult> List(HttpContext context, AccountDirectory directory)
    {
        var query = new ListQuery(context.Request.Query, "search", "status");
        var (search, status, before) = (query.Text("search"), query.OneOf("status", [AccountStatus.Active, AccountStatus.Suspended]), query.Before);
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        var found = await directory.PageAsync(search, status, before, query.Limit + 1, context.RequestAborted);
        var counts = await directory.CountsAsync(found.Take(query.Limit).Select(account => account.Id), context.RequestAborted);
        return ConsoleResults.Json(
            context,
            Page<AccountItem>.Of(found, query.Limit, account => account.Id, account => AccountItem.Of(account, counts.GetValueOrDefault(account.Id, new AccountCounts()))),
            ConsoleJson.Relaxed.PageAccountItem);
    }

    internal static async Task<IResult> Get(HttpContext context, long id, AccountRepository accounts, AccountDirectory directory)
        => await accounts.FindAsync(id, context.RequestAborted) is { } account
            ? ConsoleResults.Json(context, AccountItem.Of(account, await directory.AllCountsAsync(id, context.RequestAborted)), ConsoleJson.Relaxed.AccountItem)
            : NotThere(id);

    /// <summary>A merge patch: what is not named stays, of the limits as well.</summary>
    internal static async Task<IResult> Update(
        HttpContext context, long id, SuperAdminCaller caller, AccountRepository accounts, AccountChanges changes, AccountDirectory directory)
    {
        if (await accounts.FindAsync(id, context.RequestAborted) is not { } before)
        {
            return NotThere(id);
        }

        var input = new AccountInput();
        if (await ConsoleBody.ReadAsync(context, Fields, (fields, name, value) => input = With(input, before, fields, name, value)) is { } refusal)
        {
            return refusal;
        }

        var outcome = await changes.UpdateAsync(caller.Actor.In(id), input, performer: null, context.RequestAborted);
        return outcome.TryGet(out var account)
            ? ConsoleResults.Json(context, AccountItem.Of(account, await directory.AllCountsAsync(id, context.RequestAborted)), ConsoleJson.Relaxed.AccountItem)
            : outcome.Errors is { } errors ? ConsoleResults.Invalid(errors) : NotThere(id);
    }

    private static AccountInput With(AccountInput input, Account before, FieldReader fields, string name, JsonElement value)
    {
        const int Longest = 255;
        return name switch
        {
            "name" when fields.Text(value, name, Longest, out var text) => input with { Name = text },
            "status" when fields.Text(value, name, Longest, out var text) => text is { } status && AccountStatus.IsKnown(status)
                ? input with { Status = status }
                : Refused($"must be {AccountStatus.Active} or {AccountStatus.Suspended}."),
            "tier" when fields.Text(value, name, Longest, out var text) => text is null || AccountTier.IsKnown(text)
                ? input with { Tier = new Given<string?>(IsGiven: true, text) }
                : Refused($"must be {AccountTier.Free}, {AccountTier.Growth}, {AccountTier.Enterprise} or null."),
            "limits" when fields.IsObject(value, name) => input with { Limits = Limits(AccountLimits.Shown(before), fields, value) },
            _ => input,
        };

        AccountInput Refused(string message)
        {
            fields.Refuse(name, message);
            return input;
        }
    }

    private static JsonObject Limits(JsonObject limits, FieldReader fields, JsonElement given)
    {
        foreach (var (name, value) in fields.Members(given, "limits.", LimitNames))
        {
            // People and inboxes may be none at all; requests may not.
            var (min, max) = name is AccountLimits.Agents or AccountLimits.Inboxes ? (0, int.MaxValue) : (1, RequestLimits.Max);
            if (fields.Number(value, "limits." + name, min, max, out var number))
            {
                limits[name] = number;
            }
        }

        return limits;
    }

    private static IResult NotThere(long id) => ConsoleResults.NotThere(FormattableString.Invariant($"account {id}"));
}
