using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Limits;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>
/// How much an account may have, by name. Ceilings of requests are shown and given among the others; those of the links API
/// are columns of their own. A list of limits that does not name a ceiling leaves it as it is.
/// </summary>
internal static class AccountLimits
{
    public const string Agents = "agents";
    public const string Inboxes = "inboxes";

    /// <summary>Requests a minute of each API key.</summary>
    public const string KeyRequests = "key_requests_per_minute";

    /// <summary>Requests a minute of all API keys together.</summary>
    public const string Requests = "requests_per_minute";

    /// <summary>Requests an hour to the OnSync API.</summary>
    public const string OnSyncRequests = "onsync_requests_per_hour";

    private const string Attribute = "limits";
    private const int MaxNames = 100;

    /// <summary>As the APIs show them.</summary>
    public static JsonObject Shown(Account account)
    {
        var limits = AttributeObject.Parse(account.Limits);
        if (account.KeyRateLimit is { } ofKey)
        {
            limits[KeyRequests] = ofKey;
        }

        if (account.RateLimit is { } ofAll)
        {
            limits[Requests] = ofAll;
        }

        return limits;
    }

    /// <returns>Null where there is no such limit.</returns>
    public static long? Of(Account account, string name)
        => AttributeObject.Parse(account.Limits)[name] is JsonValue value && value.TryGetValue(out long limit) ? limit : null;

    /// <summary>Replaces an account's limits.</summary>
    public static Account Replace(Account account, JsonObject given, RecordErrors errors)
    {
        if (given.Count > MaxNames)
        {
            errors.Add(Attribute, RecordErrorCode.TooLong, FormattableString.Invariant($"are too many (maximum is {MaxNames})"));
            return account;
        }

        var limits = new JsonObject();
        foreach (var (name, value) in given)
        {
            if (name is KeyRequests or Requests)
            {
                var ceiling = Number(value, name, 1, RequestLimits.Max, errors);
                account = name is KeyRequests ? account with { KeyRateLimit = ceiling } : account with { RateLimit = ceiling };
            }
            else if (name is Agents or Inboxes or OnSyncRequests)
            {
                var (minimum, maximum) = name is OnSyncRequests ? (1, RequestLimits.Max) : (0, int.MaxValue);
                if (Number(value, name, minimum, maximum, errors) is { } number)
                {
                    limits[name] = number;
                }
            }
            else
            {
                limits[name] = value?.DeepClone();
            }
        }

        if (!given.ContainsKey(OnSyncRequests) && Of(account, OnSyncRequests) is { } kept)
        {
            limits[OnSyncRequests] = kept;
        }

        return account with { Limits = AttributeObject.Write(limits) };
    }

    /// <summary>A whole number, also as text; null and blank are none.</summary>
    private static long? Number(JsonNode? value, string name, long minimum, long maximum, RecordErrors errors)
    {
        var text = value is JsonValue ? value.ToString().Trim() : value is null ? "" : "?";
        if (text.Length == 0)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        errors.Add(Attribute, RecordErrorCode.Invalid, FormattableString.Invariant($"{name} must be a whole number from {minimum} to {maximum}"));
        return null;
    }
}
