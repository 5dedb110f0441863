using System.Text;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Statements;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class StatementShapeTests
{
    [Theory]
    [InlineData("INSERT INTO t FORMAT CSV 1,2", "INSERT INTO t ", "CSV", "1,2")]
    [InlineData("insert into t format CSV\n\n1", "insert into t ", "CSV", "\n1")]
    [InlineData("INSERT INTO t FORMAT CSV\r\n1", "INSERT INTO t ", "CSV", "1")]
    [InlineData("INSERT INTO t FORMAT CSV", "INSERT INTO t ", "CSV", "")]
    [InlineData("INSERT INTO `format` (`values`, \"FORMAT\") VALUES (1, 2)", "INSERT INTO `format` (`values`, \"FORMAT\") ", "Values", " (1, 2)")]
    [InlineData("/* INSERT ; */ INSERT INTO t -- FORMAT CSV\n(a) SETTINGS x = 'FORMAT CSV' FORMAT RowBinary \0;\n", "/* INSERT ; */ INSERT INTO t -- FORMAT CSV\n(a) SETTINGS x = 'FORMAT CSV' ", "RowBinary", "\0;\n")]
    [InlineData("INSERT INTO t SETTINGS x = 'it''s \\' FORMAT CSV' VALUES", "INSERT INTO t SETTINGS x = 'it''s \\' FORMAT CSV' ", "Values", "")]
    [InlineData("INSERT INTO t SETTINGS x = $a$ FORMAT CSV $a$ VALUES", "INSERT INTO t SETTINGS x = $a$ FORMAT CSV $a$ ", "Values", "")]
    public void Of_InsertWithData_SplitsTheDataOff(string sql, string statement, string format, string data)
    {
        var shape = StatementShape.Of(Encoding.UTF8.GetBytes(sql));

        Assert.Equal(StatementKind.InsertData, shape.Kind);
        Assert.Equal((statement, format, data), (sql[..shape.Length], shape.Format, sql[shape.DataStart..]));
    }

    [Theory]
    [InlineData("SELECT 1", StatementKind.Select, null)]
    [InlineData("select 1 format JSON", StatementKind.Select, "JSON")]
    [InlineData("SELECT 1 FORMAT JSON;", StatementKind.Select, "JSON")]
    [InlineData("SELECT 1 FORMAT JSON SETTINGS max_threads = 1", StatementKind.Select, "JSON")]
    [InlineData("SELECT 1 SETTINGS max_threads = 1 FORMAT JSON -- end", StatementKind.Select, "JSON")]
    [InlineData("SELECT format FROM (SELECT 1 AS format)", StatementKind.Select, null)]
    [InlineData("SELECT (SELECT 1 FORMAT JSON)", StatementKind.Select, null)]
    [InlineData("SELECT 'a' 'FORMAT JSON'", StatementKind.Select, null)]
    [InlineData("(SELECT 1) UNION ALL (SELECT 2)", StatementKind.Select, null)]
    [InlineData("WITH 1 AS x SELECT x", StatementKind.Select, null)]
    [InlineData("INSERT INTO t SELECT 1", StatementKind.Other, null)]
    [InlineData("INSERT INTO t WITH 1 AS x SELECT x", StatementKind.Other, null)]
    [InlineData("CREATE TABLE t (a UInt8) ENGINE = Memory", StatementKind.Other, null)]
    [InlineData("SHOW TABLES FORMAT CSV", StatementKind.Other, "CSV")]
    [InlineData(" -- nothing\n /* at all */ ", StatementKind.Empty, null)]
    [InlineData("", StatementKind.Empty, null)]
    internal void Of_OtherStatements_NamesKindAndFormat(string sql, StatementKind kind, string? format)
    {
        var shape = StatementShape.Of(Encoding.UTF8.GetBytes(sql));

        Assert.Equal((kind, format), (shape.Kind, shape.Format));
    }

    [Theory]
    [InlineData("SELECT 1; SELECT 2", 62)]
    [InlineData("DROP TABLE t; x", 62)]
    [InlineData("SELECT 1 INTO OUTFILE '/tmp/x'", 358)]
    [InlineData("INSERT INTO t FROM INFILE '/tmp/x' FORMAT CSV", 48)]
    [InlineData("INSERT INTO t SELECT * FROM input('a UInt8') FORMAT CSV", 48)]
    [InlineData("INSERT INTO t FORMAT", 62)]
    public void Of_StatementThatMustNotRun_Throws(string sql, int code)
    {
        var failure = Assert.Throws<EngineException>(() => StatementShape.Of(Encoding.UTF8.GetBytes(sql)));

        Assert.Equal(code, failure.Code);
    }

    [Theory]
    [InlineData("SELECT 'unclosed")]
    [InlineData("SELECT /* unclosed")]
    [InlineData("SELECT $tag$ unclosed")]
    [InlineData("SELECT ')'")]
    [InlineData("))))")]
    [InlineData("SELECT '\\")]
    public void Of_BrokenText_IsLeftToTheEngine(string sql)
    {
        Assert.NotEqual(StatementKind.InsertData, StatementShape.Of(Encoding.UTF8.GetBytes(sql)).Kind);
    }
}
