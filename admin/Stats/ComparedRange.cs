using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>The range that a range is compared with: whole local days stay whole, over clock changes too.</summary>
internal static class ComparedRange
{
    public static ClickQuestion Of(ClickQuestion question, StatsComparison comparison)
    {
        var zone = question.Zone;
        var (first, end) = (LocalDay.Of(question.From, zone), LocalDay.Of(question.To, zone));
        var areDays = LocalDay.Start(first, zone) == question.From && LocalDay.Start(end, zone) == question.To;
        var (from, to) = (comparison, areDays) switch
        {
            (StatsComparison.Previous, true) => (LocalDay.Start(first.AddDays(first.DayNumber - end.DayNumber), zone), question.From),
            (StatsComparison.Previous, false) => (question.From - (question.To - question.From), question.From),
            (_, true) => (LocalDay.Start(first.AddYears(-1), zone), LocalDay.Start(end.AddYears(-1), zone)),
            _ => (question.From.AddYears(-1), question.To.AddYears(-1)),
        };
        return question with { From = from, To = to, GroupBy = [], Pivot = [] };
    }
}
