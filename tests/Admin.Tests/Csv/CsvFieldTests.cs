using OneLink.Admin.Csv;

namespace OneLink.Admin.Tests.Csv;

public sealed class CsvFieldTests
{
    [Theory]
    [InlineData("news.example", "news.example")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("+15550100", "+15550100")]
    [InlineData("+15550100+cmd", "'+15550100+cmd")]
    [InlineData("-1", "'-1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    public void Of_Text_IsQuotedAndNeverAFormula(string text, string field) => Assert.Equal(field, CsvField.Of(text));
}
