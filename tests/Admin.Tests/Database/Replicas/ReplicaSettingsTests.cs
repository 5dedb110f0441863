using Microsoft.Extensions.Configuration;
using OneLink.Admin.Hosting;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Admin.Tests.Database.Replicas;

public sealed class ReplicaSettingsTests
{
    private const string Primary = "postgres://onelink@db/onelink";

    [Fact]
    public void Read_Several_KeepsTheirOrderAndWait()
    {
        var replicas = Read(Primary, " postgres://onelink:a%2Cb@one/onelink, postgres://onelink@two:6432/onelink?pool=5 ,", "250").Replicas;

        Assert.Equal(["postgres://onelink@one:5432/onelink", "postgres://onelink@two:6432/onelink"], replicas.Addresses.Select(address => address.Name));
        Assert.Equal(TimeSpan.FromMilliseconds(250), replicas.Wait);
    }

    [Fact]
    public void Read_None_IsNone() => Assert.Empty(Read(Primary, "", "").Replicas.Addresses);

    [Theory]
    [InlineData("", "postgres://onelink@one/onelink", "", "ONELINK_DATABASE_REPLICA names copies of a PostgreSQL, but ONELINK_DATABASE is a SQLite file")]
    [InlineData(Primary, "replica.db", "", "ONELINK_DATABASE_REPLICA must be like postgres://")]
    [InlineData(Primary, "postgres://onelink@one/onelink", "-1", "ONELINK_DATABASE_REPLICA_WAIT must be a number from 0 to 10000")]
    public void Read_WhatCannotBe_NamesTheSetting(string database, string replicas, string wait, string reason)
        => Assert.Contains(reason, Assert.Throws<StartupException>(() => Read(database, replicas, wait)).Message, StringComparison.Ordinal);

    private static AdminSettings Read(string database, string replicas, string wait)
    {
        using var data = new TestData();
        return AdminSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ONELINK_DATA", data.Path), new("ONELINK_DATABASE", database), new("ONELINK_DATABASE_REPLICA", replicas), new("ONELINK_DATABASE_REPLICA_WAIT", wait),
        ]).Build());
    }
}
