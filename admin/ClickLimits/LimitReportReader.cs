using System.Globalization;
using OneLink.Admin.Problems;
using OneLink.Shared.Feed;

namespace OneLink.Admin.ClickLimits;

/// <summary>What is wrong with a report of an edge, by field.</summary>
internal static class LimitReportReader
{
    public const int MaxLinks = 1_000;

    private const int MaxInstanceLength = 100;

    public static FieldErrors Check(LimitReport report)
    {
        var errors = new FieldErrors();
        if (report.Instance.Length is 0 or > MaxInstanceLength || report.Instance.Any(char.IsControl))
        {
            errors.Add("instance", string.Create(CultureInfo.InvariantCulture, $"must tell which edge it is, in 1 to {MaxInstanceLength} characters."));
        }

        if (report.Links.Count > MaxLinks)
        {
            errors.Add("links", string.Create(CultureInfo.InvariantCulture, $"must hold at most {MaxLinks} statements; send the rest in another report."));
            return errors;
        }

        var seen = new HashSet<ulong>();
        for (var i = 0; i < report.Links.Count; i++)
        {
            Check(report.Links[i], string.Create(CultureInfo.InvariantCulture, $"links[{i}]."), seen, errors);
        }

        return errors;
    }

    private static void Check(LimitStatement statement, string path, HashSet<ulong> seen, FieldErrors errors)
    {
        if (statement.LinkId is 0 or > long.MaxValue)
        {
            errors.Add(path + "link_id", "must be the id of a link.");
        }
        else if (!seen.Add(statement.LinkId))
        {
            errors.Add(path + "link_id", "must not be that of a statement before it.");
        }

        foreach (var (name, value) in new[] { ("turn", statement.Turn), ("taken", statement.Taken), ("granted", statement.Granted) })
        {
            if (value > int.MaxValue)
            {
                errors.Add(path + name, string.Create(CultureInfo.InvariantCulture, $"must be at most {int.MaxValue}."));
            }
        }

        if (!Enum.IsDefined(statement.Wish))
        {
            errors.Add(path + "wish", "must be none (0), ahead (1) or now (2).");
        }
    }
}
