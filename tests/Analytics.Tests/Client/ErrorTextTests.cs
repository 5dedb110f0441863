using System.Net;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Client;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData(404, "60", "Code: 60. DB::Exception: Table (X) is not there. (UNKNOWN_TABLE) (version 26.7.2.1 (official build))", 60, "UNKNOWN_TABLE", ClickHouseFailure.SchemaMissing)]
    [InlineData(500, null, "Code: 241. DB::Exception: Memory limit. (MEMORY_LIMIT_EXCEEDED) (version 26.7.2.1)", 241, "MEMORY_LIMIT_EXCEEDED", ClickHouseFailure.Unavailable)]
    [InlineData(500, "252", "Code: 252. DB::Exception: Too many parts. (TOO_MANY_PARTS)", 252, "TOO_MANY_PARTS", ClickHouseFailure.Unavailable)]
    [InlineData(403, "516", "Code: 516. DB::Exception: no. (AUTHENTICATION_FAILED)", 516, "AUTHENTICATION_FAILED", ClickHouseFailure.Denied)]
    [InlineData(400, "62", "Code: 62. DB::Exception: Syntax error. (SYNTAX_ERROR)", 62, "SYNTAX_ERROR", ClickHouseFailure.Rejected)]
    [InlineData(500, "33", "Code: 33. DB::Exception: Cannot read all data (at row 1) (CANNOT_READ_ALL_DATA)", 33, "CANNOT_READ_ALL_DATA", ClickHouseFailure.Rejected)]
    [InlineData(404, "60", "Code: 60, e.displayText() = DB::Exception: Table is not there (version 18.16.1)", 60, "", ClickHouseFailure.SchemaMissing)]
    [InlineData(502, null, "<html>Bad gateway</html>", 0, "", ClickHouseFailure.Unavailable)]
    [InlineData(429, null, "", 0, "", ClickHouseFailure.Unavailable)]
    [InlineData(401, null, "", 0, "", ClickHouseFailure.Denied)]
    [InlineData(404, null, "no such page", 0, "", ClickHouseFailure.Rejected)]
    public void ToException_Answer_IsReadAsWhatItMeans(int status, string? header, string text, int code, string name, ClickHouseFailure failure)
    {
        var exception = ErrorText.ToException((HttpStatusCode)status, header, text);

        Assert.Equal((code, name, failure), (exception.Code, exception.Name, exception.Failure));
        Assert.Equal(failure == ClickHouseFailure.Unavailable, exception.IsTransient);
    }

    [Fact]
    public void ToException_LongText_IsCut()
    {
        Assert.Equal(2_000, ErrorText.ToException(HttpStatusCode.BadRequest, "62", new string('x', 100_000)).Message.Length);
    }
}
