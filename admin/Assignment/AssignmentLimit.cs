using System.Globalization;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Assignment;

/// <summary>How many open conversations of one inbox an agent may hold and still be given another.</summary>
internal static class AssignmentLimit
{
    private const string Name = "max_assignment_limit";

    /// <returns>Null where there is no limit.</returns>
    public static long? Of(Inbox inbox) => Text(inbox) is { Length: > 0 } text && Parse(text) is { } limit ? limit : null;

    public static void Check(RecordErrors errors, Inbox inbox)
    {
        if (Text(inbox) is { Length: > 0 } text && Parse(text) is null)
        {
            errors.Add("auto_assignment_config", RecordErrorCode.Invalid, $"{Name} must be greater than 0");
        }
    }

    /// <summary>A form gives the number as a text, and none as an empty one.</summary>
    private static string? Text(Inbox inbox) => AttributeObject.Parse(inbox.AutoAssignmentConfig)[Name]?.ToString();

    private static long? Parse(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
}
