using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>Settings that an account's administrators change: how conversations are resolved when nobody speaks, where its phone numbers are at home.</summary>
internal static class AccountSettings
{
    public const string AutoResolveAfter = "auto_resolve_after";
    public const string AutoResolveMessage = "auto_resolve_message";
    public const string AutoResolveIgnoreWaiting = "auto_resolve_ignore_waiting";

    /// <summary>Two letters (ISO 3166) of the country in which phone numbers without a country code are dialled.</summary>
    public const string Region = "region";

    /// <summary>Whether URLs of messages may become links that tell who tapped them.</summary>
    public const string TrackLinks = "track_links";

    /// <summary>Whether <c>POST /open</c> gives tickets to the conversation that a link was made for (<see cref="Opens.Tickets.OpenTickets"/>).</summary>
    public const string OpenTickets = "open_tickets";

    /// <summary>Minutes.</summary>
    private const long ShortestWait = 10;

    /// <summary>Minutes: 999 days.</summary>
    private const long LongestWait = 999 * 24 * 60;

    public static void Check(RecordErrors errors, JsonObject settings)
    {
        if (settings[AutoResolveAfter] is { } wait
            && !(wait.GetValueKind() == JsonValueKind.Number && wait.GetValue<long>() is >= ShortestWait and <= LongestWait))
        {
            errors.Add(AutoResolveAfter, RecordErrorCode.Invalid, FormattableString.Invariant($"must be from {ShortestWait} to {LongestWait} minutes"));
        }

        if (settings[Region]?.GetValue<string>() is { } region && !E164.IsRegion(region))
        {
            errors.NotIncluded(Region);
        }

        TextRules.Length(errors, AutoResolveMessage, settings[AutoResolveMessage]?.GetValue<string>(), TextRules.TextLength);
    }

    /// <param name="stored">An account's settings.</param>
    public static bool TracksLinks(string stored) => IsOn(stored, TrackLinks);

    /// <param name="stored">An account's settings.</param>
    public static bool GivesOpenTickets(string stored) => IsOn(stored, OpenTickets);

    /// <returns>Null where the account has named none.</returns>
    public static string? RegionOf(Account account) => AttributeObject.Text(AttributeObject.Parse(account.Settings), Region);

    private static bool IsOn(string stored, string name) => AttributeObject.Parse(stored)[name] is { } flag && flag.GetValueKind() == JsonValueKind.True;
}
