using System.Globalization;
using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Reads what calls about conversations give.</summary>
internal static class ConversationParameters
{
    public static ConversationInput Input(ParameterReader read) => new()
    {
        Status = Status(read),
        SnoozedUntil = Time(read, "snoozed_until"),
        AssigneeId = read.Integer("assignee_id").Or(null) is { } assignee and > 0 ? assignee : null,
        TeamId = read.Integer("team_id").Or(null) is { } team and > 0 ? team : null,
        AdditionalAttributes = read.Object("additional_attributes").Or(null),
        CustomAttributes = read.Object("custom_attributes").Or(null),
    };

    /// <returns>Null where none, or none that is one, is given.</returns>
    public static long? Status(ParameterReader read)
        => read.Choice("status", ConversationStatus.ByName.ContainsKey).Or(null) is { } name ? ConversationStatus.ByName[name] : null;

    /// <summary><c>none</c> and nothing take the priority away.</summary>
    public static Given<long?> Priority(ParameterReader read)
    {
        var name = read.Choice("priority", text => text is "none" || ConversationPriority.ByName.ContainsKey(text));
        return !name.IsGiven ? Given<long?>.Not : name.Value is null or "none" ? (long?)null : ConversationPriority.ByName[name.Value];
    }

    /// <summary>Seconds since 1970, or ISO 8601; in milliseconds.</summary>
    public static long? Time(ParameterReader read, string name)
    {
        if (read.TextOrNull(name).Or(null) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 253_402_300_800)
        {
            return (long)(seconds * 1_000);
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUnixTimeMilliseconds();
        }

        read.Errors.Invalid(name);
        return null;
    }
}
