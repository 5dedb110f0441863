using FsCheck.Fluent;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

public sealed class ClickStatsTests(SampleTable table) : IClassFixture<SampleTable>, IDisposable
{
    private readonly ClickHouseClient _client = table.Client();

    private ClickStats Clicks => Stats(new QueryLimits());

    public void Dispose() => _client.Dispose();

    [Fact]
    public void AnswerAsync_AnyQuestion_EqualsReference()
        => Prop.ForAll(QuestionGenerator.Any, question => Compare(question, Answer(question))).CheckByThreads(800);

    [Fact]
    public void AnswerAsync_FromRollupAndFromClicks_EqualsReference()
        => Prop.ForAll(QuestionGenerator.Plain, question =>
        {
            var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
            Assert.Equal(ClickSource.QuarterHours, ClickSourceChoice.For(question, calendar, isAccountRollupWhole: true));
            Assert.Equal(
                question.LinkId is null ? ClickSource.Clicks : ClickSource.QuarterHours, ClickSourceChoice.For(question, calendar, isAccountRollupWhole: false));
            foreach (var source in Enum.GetValues<ClickSource>())
            {
                Compare(question, Await(Clicks.AnswerAsync(question, calendar, ClickPlan.For(question, [], source), CancellationToken.None))!);
            }
        }).CheckByThreads(500);

    [Fact]
    public void AnswerAsync_WithDaysThatWereAddedUp_EqualsReference()
    {
        var ranges = 0;
        Prop.ForAll(QuestionGenerator.Grouped, question =>
        {
            var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);
            Assert.True(ClickSourceChoice.MayUseDays(question, calendar, isAccountRollupWhole: true));
            var days = Await(Clicks.DaysAsync(question, calendar, CancellationToken.None));
            Interlocked.Add(ref ranges, days.Count > 0 ? 1 : 0);
            Compare(question, Answer(question));
        }).CheckByThreads(250);

        // Else this would be another test of the clicks.
        Assert.InRange(ranges, 8, int.MaxValue);
    }

    [Fact]
    public async Task DaysAsync_DayWithALateClick_IsNotAmongThem()
    {
        var question = new ClickQuestion
        {
            AccountId = SampleClicks.Account,
            From = SampleClicks.First,
            To = SampleClicks.Last,
            Zone = TimeZoneInfo.Utc,
        };
        var calendar = new SeriesCalendar(question.Zone, question.Interval, question.From, question.To);

        var days = await Clicks.DaysAsync(question, calendar, CancellationToken.None);

        var late = SampleTable.Late.Where(click => click is { Account: SampleClicks.Account, Orphan: "none" }).Select(click => SampleTable.Day(click.Time)).ToHashSet();
        Assert.Equal(SampleTable.AddedUp.Where(day => !late.Contains(day)).Order(), days.Select(day => day.Start));
        Assert.InRange(SampleTable.AddedUp.Count(late.Contains), 5, int.MaxValue);
    }

    [Fact]
    public void RowsAsync_AnyQuestion_EqualsReference()
        => Prop.ForAll(QuestionGenerator.Any, question =>
        {
            var rows = Rows(question);
            var expected = new ReferenceAnswer(question).Range
                .Where(click => click.Kind != "prefetch")
                .GroupBy(click => (
                    Step: question.Interval == SeriesInterval.None ? default : ReferenceAnswer.Step(question, click.Time),
                    Values: string.Join('\u0001', question.GroupBy.Select(dimension => ReferenceAnswer.Value(click, dimension, question.Zone)))))
                .ToDictionary(group => group.Key, group => ReferenceAnswer.Count(group));

            Assert.Equal(expected.Count, rows.Count);
            foreach (var row in rows)
            {
                var step = question.Interval == SeriesInterval.None ? default : ReferenceAnswer.Step(question, row.Start);
                Assert.Equal(expected[(step, string.Join('\u0001', row.Values))], row.Counts);
            }
        }).CheckByThreads(600);

    [Fact]
    public async Task AnswerAsync_LinkWithoutClicks_IsZeroFilled()
    {
        var answer = await Clicks.AnswerAsync(
            new ClickQuestion
            {
                AccountId = SampleClicks.Account,
                LinkId = 1,
                From = SampleClicks.First,
                To = SampleClicks.First.AddDays(3),
                Zone = TimeZoneInfo.Utc,
                GroupBy = [ClickDimension.Country],
            },
            CancellationToken.None);

        Assert.Equal(default, answer.Totals);
        Assert.Equal(3, answer.Series.Count);
        Assert.All(answer.Series, point => Assert.Equal(default, point.Counts));
        Assert.Empty(answer.Groups[ClickDimension.Country]);
    }

    [Fact]
    public async Task FirstAsync_LinkWithClicks_IsQuarterHourOfFirst()
    {
        var first = SampleClicks.All
            .Where(click => click is { Account: SampleClicks.Account, Link: SampleClicks.Link, Orphan: "none" })
            .Min(click => click.Time);

        var found = await Clicks.FirstAsync(SampleClicks.Account, SampleClicks.Link, CancellationToken.None);

        Assert.Equal(first.AddTicks(-(first.Ticks % TimeSpan.FromMinutes(15).Ticks)), found);
    }

    [Fact]
    public async Task FirstAsync_LinkWithoutClicks_IsNull()
        => Assert.Null(await Clicks.FirstAsync(SampleClicks.Account, 1, CancellationToken.None));

    [Fact]
    public async Task AnswerAsync_MemoryLimitTooLow_IsRefusedByClickHouse()
    {
        var clicks = Stats(new QueryLimits { MaxMemory = 1 });
        var question = QuestionGenerator.Any.Generator.Sample(1).First();

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => clicks.AnswerAsync(question, CancellationToken.None));

        Assert.Equal("MEMORY_LIMIT_EXCEEDED", failure.Name);
    }

    private static void Compare(ClickQuestion question, ClickAnswer answer)
    {
        var reference = new ReferenceAnswer(question);
        Assert.Equal(ReferenceAnswer.Count(reference.Range), answer.Totals);
        if (question.Interval == SeriesInterval.None)
        {
            Assert.Empty(answer.Series);
        }
        else
        {
            var expected = reference.Series();
            Assert.Equal(answer.Series.Count, answer.Series.Select(point => ReferenceAnswer.Step(question, point.Start)).Distinct().Count());
            Assert.All(answer.Series, point => Assert.Equal(expected.GetValueOrDefault(ReferenceAnswer.Step(question, point.Start)), point.Counts));
            Assert.Equal(answer.Totals.Humans, answer.Series.Sum(point => point.Counts.Humans));
        }

        Assert.Equal(question.GroupBy.Count, answer.Groups.Count);
        foreach (var (dimension, rows) in answer.Groups)
        {
            Assert.Equal(reference.Group(dimension), rows);
            Assert.Equal(answer.Totals.Clicks(question.Counted), rows.Sum(row => row.Counts.Clicks(question.Counted)));
        }

        if (question.Pivot is [])
        {
            Assert.Empty(answer.Pivot);
            return;
        }

        var cells = reference.Cells(question.Pivot);
        Assert.Equal(cells.Select(cell => (string.Join('|', cell.Values), cell.Counts)), answer.Pivot.Select(cell => (string.Join('|', cell.Values), cell.Counts)));
    }

    private ClickStats Stats(QueryLimits limits) => new(_client, limits, new AccountRollupState { IsWhole = true }, table.Busy);

    private ClickAnswer Answer(ClickQuestion question) => Await(Clicks.AnswerAsync(question, CancellationToken.None));

    private List<TidyRow> Rows(ClickQuestion question)
        => Await(Clicks.RowsAsync(question, CancellationToken.None).ToListAsync().AsTask());

    /// <summary>FsCheck's properties are synchronous.</summary>
    private static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
