using System.Diagnostics;
using System.Net;
using OneLink.Shared.Places;
using Xunit.Abstractions;

namespace OneLink.Shared.Tests.Places;

/// <summary>The reader on files that the test writes byte by byte, and on a real one where there is one (<c>ONELINK_GEO_DATABASE</c>).</summary>
public sealed class MmdbFileTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    public void Read_Database_FindsEachNetwork(int recordBits)
    {
        var file = new MmdbSample(recordBits);
        file.Add("1.0.0.0", 8, "AU", "");
        file.Add("5.6.0.0", 16, "DE", "BY");
        file.Add("5.7.128.0", 17, "AT", "");
        file.Add("2001:db8::", 32, "CH", "");
        var table = MmdbFile.Read(file.ToBytes());

        Assert.Equal("AU", CountryOf(table, "1.2.3.4"));
        Assert.Equal("AU", CountryOf(table, "1.255.255.255"));
        Assert.Equal("", CountryOf(table, "2.0.0.0"));
        Assert.Equal("", CountryOf(table, "0.255.255.255"));
        Assert.Equal("DE", CountryOf(table, "5.6.255.255"));
        Assert.Equal("DE-BY", RegionOf(table, "5.6.7.8"));
        Assert.Equal("", CountryOf(table, "5.7.0.1"));
        Assert.Equal("AT", CountryOf(table, "5.7.128.1"));
        Assert.Equal("", CountryOf(table, "255.255.255.255"));
        Assert.Equal("CH", CountryOf(table, "2001:db8:1::1"));
        Assert.Equal("", CountryOf(table, "2001:db9::1"));
        Assert.Equal(0, table.Find(default).Country);
    }

    [Fact]
    public void Read_DamagedBytes_SaysSoAndNeverRunsOn()
    {
        var sample = new MmdbSample(24);
        sample.Add("1.0.0.0", 8, "AU", "");
        var good = sample.ToBytes();
        Assert.Throws<InvalidDataException>(() => MmdbFile.Read([]));
        Assert.Throws<InvalidDataException>(() => MmdbFile.Read(new byte[1000]));
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var bytes = good.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                MmdbFile.Read(bytes);
            }
            catch (InvalidDataException)
            {
                // Damage that is seen. What is not seen gives wrong places, never an end of the process.
            }
        }
    }

    [Fact]
    public void Refresh_FileThatIsReplaced_IsReadAndABadOneIsNot()
    {
        var path = Path.GetTempFileName();
        try
        {
            var messages = new List<Exception?>();
            Write("AU", 1);
            using var source = new PlaceSource(path, TimeProvider.System, (_, problem) => messages.Add(problem));
            Assert.Equal("AU", CountryOf(source.Current, "1.2.3.4"));
            Write("NZ", 2);
            source.Refresh();
            Assert.Equal("NZ", CountryOf(source.Current, "1.2.3.4"));
            File.WriteAllText(path, "nonsense");
            source.Refresh();
            Assert.Equal("NZ", CountryOf(source.Current, "1.2.3.4"));
            Assert.IsType<InvalidDataException>(messages[^1]);
        }
        finally
        {
            File.Delete(path);
        }

        void Write(string country, int minutes)
        {
            var file = new MmdbSample(24);
            file.Add("1.0.0.0", 8, country, "");
            File.WriteAllBytes(path, file.ToBytes());
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddMinutes(minutes));
        }
    }

    [Fact]
    public void Find_Address_AllocatesNothing()
    {
        var file = new MmdbSample(24);
        file.Add("1.0.0.0", 8, "AU", "");
        var table = MmdbFile.Read(file.ToBytes());
        Allocations.AssertNoneWhenWarm(() => _ = table.Find([1, 2, 3, 4]).Country);
    }

    [Fact]
    public void Read_RealDatabase_KnowsWellKnownAddresses()
    {
        var path = Environment.GetEnvironmentVariable("ONELINK_GEO_DATABASE");
        if (string.IsNullOrEmpty(path))
        {
            output.WriteLine("No real database here; the samples stand in.");
            return;
        }

        var bytes = File.ReadAllBytes(path);
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var table = MmdbFile.Read(bytes);
        output.WriteLine($"{table.Count} ranges in {clock.ElapsedMilliseconds} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1024} KB");
        Assert.Equal("US", CountryOf(table, "8.8.8.8"));
        Assert.Equal("DE", CountryOf(table, "2003:0:1::1"));
        Assert.Equal("DE", CountryOf(table, "193.99.144.80"));

        var random = new Random(1);
        var addresses = new byte[4096][];
        for (var i = 0; i < addresses.Length; i++)
        {
            addresses[i] = new byte[i % 2 == 0 ? 4 : 16];
            random.NextBytes(addresses[i]);
            addresses[i][0] = i % 2 == 0 ? addresses[i][0] : (byte)0x2A;
        }

        var best = double.MaxValue;
        for (var run = 0; run < 200; run++)
        {
            clock.Restart();
            foreach (var address in addresses)
            {
                _ = table.Find(address).Country;
            }

            best = Math.Min(best, clock.Elapsed.TotalNanoseconds / addresses.Length);
        }

        output.WriteLine($"{best:0} ns a look-up");
    }

    private static string CountryOf(PlaceTable table, string address)
    {
        var country = table.Find(IPAddress.Parse(address).GetAddressBytes()).Country;
        return country == 0 ? "" : $"{(char)(country & 0xFF)}{(char)(country >> 8)}";
    }

    private static string RegionOf(PlaceTable table, string address)
        => System.Text.Encoding.ASCII.GetString(table.Find(IPAddress.Parse(address).GetAddressBytes()).Region);
}
