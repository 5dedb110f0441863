using FsCheck;
using FsCheck.Fluent;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Analytics.Tests.Queries;

public sealed class ClickListTests(SampleTable table) : IClassFixture<SampleTable>, IDisposable
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(100));

    private static readonly Arbitrary<ClickQuestion> Questions = Arb.From(
        from question in QuestionGenerator.Any.Generator
        from orphans in Gen.Elements<string[]>([], [], ["expired"], ["root", "unknown_slug"])
        select question with { Orphans = orphans });

    private readonly ClickHouseClient _client = table.Client();

    private ClickList Clicks => new(_client, new QueryLimits());

    public void Dispose() => _client.Dispose();

    [Fact]
    public void AllAsync_AnyQuestion_IsTheReferencesClicks()
        => Prop.ForAll(Questions, question =>
        {
            var listed = Clicks.AllAsync(question, CancellationToken.None).ToListAsync().AsTask().GetAwaiter().GetResult();

            Assert.Equal(Expected(question).Select(Text).Order(StringComparer.Ordinal), listed.Select(Text).Order(StringComparer.Ordinal));
            Assert.Equal(listed.Count, listed.Select(click => click.Id).Distinct().Count());
        }).Check(Runs);

    [Fact]
    public void PageAsync_PageByPage_IsTheReferencesClicksNewestFirst()
        => Prop.ForAll(Questions, Arb.From(Gen.Choose(1, 400)), (question, limit) =>
        {
            var ids = new HashSet<Guid>();
            var times = new List<DateTimeOffset>();
            ClickPosition? after = null;
            for (var pages = 0; pages < 3; pages++)
            {
                var page = Clicks.PageAsync(question, after, limit, CancellationToken.None).GetAwaiter().GetResult();
                Assert.All(page, click => Assert.True(ids.Add(click.Id)));
                times.AddRange(page.Select(click => click.Time));
                after = page is [.., var last] ? new ClickPosition(last.Time, last.Id) : after;
            }

            Assert.Equal(Expected(question).Select(click => click.Time).OrderDescending().Take(3 * limit), times);
        }).Check(Runs);

    private static IEnumerable<SampleClick> Expected(ClickQuestion question) => new ReferenceAnswer(question).Range.Where(click => question.Counted switch
    {
        CountedClicks.People => click.Kind == "human",
        CountedClicks.Bots => click.Kind is "bot" or "preview",
        _ => click.Kind != "prefetch",
    });

    private static string Text(SampleClick click) => string.Join(
        '|', click.Time.ToUnixTimeMilliseconds(), click.Link, click.Kind, click.Orphan, click.Trigger, click.Platform, click.Browser, click.Country, click.Referrer, click.UtmSource, click.Visitor);

    private static string Text(ListedClick click) => string.Join(
        '|', click.Time.ToUnixTimeMilliseconds(), click.LinkId, click.Kind, click.Orphan, click.Trigger, click.Platform, click.Browser, click.Country, click.Referrer, click.UtmSource, click.Visitor);
}
