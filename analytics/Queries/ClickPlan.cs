namespace OneLink.Analytics.Queries;

/// <summary>Where each part of a question's range is read. No instant is read in two places, so that the parts add up.</summary>
/// <param name="Days">Days that were added up, in order.</param>
/// <param name="Rest">What lies between them, in order.</param>
/// <param name="Source">Where the rest is read.</param>
internal sealed record ClickPlan(IReadOnlyList<BusyDay> Days, IReadOnlyList<ClickSpan> Rest, ClickSource Source)
{
    /// <summary>Stretches of the rest that one statement names. Where there are more, the shortest runs of days are read with the rest.</summary>
    private const int MostRuns = 16;

    public long DayClicks => Days.Sum(day => day.Clicks);

    /// <param name="question">Its range.</param>
    /// <param name="days">Days within the range, in order.</param>
    /// <param name="source">Where the rest is read.</param>
    public static ClickPlan For(ClickQuestion question, IEnumerable<BusyDay> days, ClickSource source)
    {
        var runs = new List<List<BusyDay>>();
        foreach (var day in days)
        {
            if (runs is [.., var last] && last[^1].End == day.Start)
            {
                last.Add(day);
            }
            else
            {
                runs.Add([day]);
            }
        }

        var kept = runs.OrderByDescending(run => run.Count).Take(MostRuns).OrderBy(run => run[0].Start).ToList();
        var rest = new List<ClickSpan>();
        var from = question.From;
        foreach (var run in kept)
        {
            Add(from, DateTimeOffset.FromUnixTimeSeconds(run[0].Start));
            from = DateTimeOffset.FromUnixTimeSeconds(run[^1].End);
        }

        Add(from, question.To);
        return new ClickPlan([.. kept.SelectMany(run => run)], rest, source);

        void Add(DateTimeOffset start, DateTimeOffset end)
        {
            if (start < end)
            {
                rest.Add(new ClickSpan(start, end));
            }
        }
    }
}
