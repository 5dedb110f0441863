using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OneLink.Admin.Problems;
using OneLink.Admin.Stats;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Tests.Stats;

public sealed class StatsRequestReaderTests
{
    private static readonly DateTimeOffset Now = Time("2026-11-21T03:30:00Z");

    [Theory]
    [InlineData("?colour=red", "colour", "Known are domain, from, to")]
    [InlineData("?contry=US", "contry", "did you mean \"country\"?")]
    [InlineData("?groupBy=city", "groupBy", "valid are country, region, platform")]
    [InlineData("?groupBy=country,,platform", "groupBy", "empty")]
    [InlineData("?interval=fortnight", "interval", "minute, hour, day, week, month, none")]
    [InlineData("?interval=day&interval=week", "interval", "more than once")]
    [InlineData("?bots=maybe", "bots", "exclude, include, only")]
    [InlineData("?timezone=Berlin/Europe", "timezone", "IANA")]
    [InlineData("?timezone=../../etc/passwd", "timezone", "IANA")]
    [InlineData("?timezone=", "timezone", "IANA")]
    [InlineData("?from=yesterday", "from", "RFC 3339")]
    [InlineData("?from=2026-11-20T00:00:00", "from", "with an offset")]
    [InlineData("?from=2026-11-20T00:00:00+01:00", "from", "%2B")]
    [InlineData("?from=2026-02-30", "from", "RFC 3339")]
    [InlineData("?from=1066-10-14", "from", "2000 and 2100")]
    [InlineData("?to=9999-12-31", "to", "2000 and 2100")]
    [InlineData("?from=2026-11-20&to=2026-11-19", "to", "after from")]
    [InlineData("?from=2026-11-20T10:00:00Z&to=2026-11-20T10:00:00Z", "to", "after from")]
    [InlineData("?from=2027-01-01", "from", "future")]
    [InlineData("?period=2weeks", "period", "today, 7d, 30d, 90d, 12m, mtd, qtd, ytd, all")]
    [InlineData("?period=7d&from=2026-11-20", "period", "either")]
    [InlineData("?limit=0", "limit", "1 to 1,000")]
    [InlineData("?limit=1001", "limit", "1 to 1,000")]
    [InlineData("?limit=ten", "limit", "1 to 1,000")]
    [InlineData("?shape=rows&limit=5", "limit", "shape=summary")]
    [InlineData("?shape=cube", "shape", "summary, rows")]
    [InlineData("?format=csv&shape=summary", "shape", "shape=rows")]
    [InlineData("?format=xlsx", "format", "json, csv, ndjson")]
    [InlineData("?pivot=country", "pivot", "2 to 4")]
    [InlineData("?pivot=country,link", "pivot", "does not know \"link\"")]
    [InlineData("?compare=lastweek", "compare", "none, previous, year")]
    [InlineData("?weekStart=friday", "weekStart", "monday, sunday")]
    [InlineData("?conversions=true&hour=7", "conversions", "hour")]
    [InlineData("?groupBy=link", "groupBy", "does not know \"link\"")]
    [InlineData("?hour=24", "hour", "valid are 0, 1")]
    [InlineData("?format=csv&pivot=country,platform", "shape", "shape=summary")]
    [InlineData("?platform=symbian", "platform", "valid are other, ios")]
    [InlineData("?trigger=-pigeon", "trigger", "valid are link, qr, page, open")]
    [InlineData("?period=90d&interval=minute", "interval", "hour fits with 2,160")]
    [InlineData("?from=2001-01-01&to=2026-11-01&interval=hour", "interval", "day fits with 9,436")]
    [InlineData("?from=2000-01-02&to=2099-12-30&interval=day", "interval", "week fits with 5,219")]
    public void Read_BadParameter_NamesItAndSaysWhatIsValid(string query, string field, string message)
    {
        var errors = new FieldErrors();

        Assert.Null(Read(query, errors: errors));

        var (path, messages) = Assert.Single(errors.ByPath);
        Assert.Equal(field, path);
        Assert.Contains(messages, text => text.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyBadParameters_NamesAllTogether()
    {
        var errors = new FieldErrors();

        Read("?nope=1&from=x&to=y&timezone=z&interval=i&groupBy=g&bots=b&limit=l&format=f&shape=s&platform=p", errors: errors);

        Assert.Equal(
            ["bots", "format", "from", "groupBy", "interval", "limit", "nope", "platform", "shape", "timezone", "to"],
            errors.ByPath.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_Nothing_IsLast30DaysByDayInUtc()
    {
        var request = Valid("");

        Assert.Equal((Time("2026-10-23T00:00:00Z"), Time("2026-11-22T00:00:00Z")), (request.Range.From, request.Range.To));
        Assert.Equal("UTC", request.Range.Zone.Id);
        Assert.Equal(SeriesInterval.Day, request.Interval);
        Assert.Equal(CountedClicks.People, request.Counted);
        Assert.Equal((StatsFormat.Json, StatsShape.Summary, 50), (request.Format, request.Shape, request.Limit));
        Assert.Empty(request.GroupBy);
        Assert.Empty(request.Filters);
    }

    /// <summary>In New York it is still the evening of 20 November, a Friday.</summary>
    [Theory]
    [InlineData("today", "2026-11-20T00:00:00-05:00")]
    [InlineData("7d", "2026-11-14T00:00:00-05:00")]
    [InlineData("30d", "2026-10-22T00:00:00-04:00")]
    [InlineData("90d", "2026-08-23T00:00:00-04:00")]
    [InlineData("12m", "2025-11-21T00:00:00-05:00")]
    [InlineData("mtd", "2026-11-01T00:00:00-04:00")]
    [InlineData("qtd", "2026-10-01T00:00:00-04:00")]
    [InlineData("ytd", "2026-01-01T00:00:00-05:00")]
    public void Read_Period_StartsAtLocalMidnightAndEndsWithToday(string period, string from)
    {
        var request = Valid($"?period={period}&timezone=America/New_York");

        Assert.Equal(Time(from), request.Range.From);
        Assert.Equal(Time("2026-11-21T00:00:00-05:00"), request.Range.To);
    }

    [Fact]
    public void Read_PeriodAll_LeavesTheStartOpen() => Assert.Null(Valid("?period=all").Range.From);

    [Fact]
    public void Read_DateAsTo_IsIncluded()
    {
        var request = Valid("?from=2026-10-25&to=2026-10-25&timezone=Europe/Berlin");

        Assert.Equal(TimeSpan.FromHours(25), request.Range.To - request.Range.From);
    }

    [Fact]
    public void Read_TimesFinerThanClicks_AreTheNextMillisecond()
    {
        var request = Valid("?from=2026-11-20t10:00:00.0001z&to=2026-11-20T12:00:00.5%2B01:00");

        Assert.Equal(Time("2026-11-20T10:00:00.001Z"), request.Range.From);
        Assert.Equal(Time("2026-11-20T11:00:00.500Z"), request.Range.To);
    }

    [Fact]
    public void Read_Filters_AreIncludedAndExcludedValues()
    {
        var filters = Valid("?country=us,-CA&country=unknown&referrer=-a.example,b.example&trigger=qr").Filters;

        Assert.Equal(3, filters.Count);
        Assert.Equal((ClickDimension.Country, "US unknown", "CA"), Text(filters[0]));
        Assert.Equal((ClickDimension.Referrer, "b.example", "a.example"), Text(filters[1]));
        Assert.Equal((ClickDimension.Trigger, "qr", ""), Text(filters[2]));

        static (ClickDimension, string, string) Text(ClickFilter filter)
            => (filter.Dimension, string.Join(' ', filter.Included), string.Join(' ', filter.Excluded));
    }

    [Fact]
    public void Read_EveryDimension_CanBeGroupedBy()
        => Assert.Equal(
            Enum.GetValues<ClickDimension>().Except([ClickDimension.Link, ClickDimension.Domain, ClickDimension.Tag, ClickDimension.Campaign, ClickDimension.Contact]),
            Valid("?groupBy=" + string.Join(',', ClickDimensions.OfLink)).GroupBy);

    [Theory]
    [InlineData("?country=")]
    [InlineData("?country=-")]
    [InlineData("?country=,-,")]
    public void Read_BlankFilter_IsNone(string query) => Assert.Empty(Valid(query).Filters);

    [Theory]
    [InlineData("?interval=week", "Week")]
    [InlineData("?interval=week&weekStart=sunday", "SundayWeek")]
    [InlineData("?interval=day&weekStart=sunday", "Day")]
    public void Read_WeekStart_DecidesAboutWeeksAlone(string query, string interval) => Assert.Equal(interval, Valid(query).Interval.ToString());

    [Theory]
    [InlineData("", "", "Json")]
    [InlineData("", "text/csv", "Csv")]
    [InlineData("", "application/x-ndjson", "Ndjson")]
    [InlineData("", "text/html,application/xhtml+xml,*/*;q=0.8", "Json")]
    [InlineData("", "application/json;q=0.5, text/csv", "Csv")]
    [InlineData("", "text/csv;q=0, */*", "Json")]
    [InlineData("", "complete nonsense;;;", "Json")]
    [InlineData("?format=ndjson", "text/csv", "Ndjson")]
    public void Read_FormatOrAccept_FormatDecides(string query, string accept, string format)
    {
        var request = Valid(query, accept);

        Assert.Equal(format, request.Format.ToString());
        Assert.Equal(request.Format == StatsFormat.Json ? StatsShape.Summary : StatsShape.Rows, request.Shape);
    }

    private static StatsRequest Valid(string query, string accept = "")
    {
        var errors = new FieldErrors();
        var request = Read(query, accept, errors);
        Assert.Empty(errors.ByPath);
        return request!;
    }

    private static StatsRequest? Read(string query, string accept = "", FieldErrors? errors = null)
        => StatsRequestReader.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), StatsExtent.Link, accept, Now, errors ?? new FieldErrors());

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
