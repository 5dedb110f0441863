using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Store.Log;

namespace OneLink.Edge.Tests.Store;

public sealed class LinkLogDeviceTests : IDisposable
{
    private const int Length = 4096;

    private readonly TempFolder _folder = new();
    private readonly IntPtr _memory = Marshal.AllocHGlobal(Length);
    private readonly LinkLogDevice _device;

    public LinkLogDeviceTests()
    {
        _device = new LinkLogDevice(_folder["log"], NullLogger.Instance);
        _device.Initialize(1024 * 1024);
    }

    public void Dispose()
    {
        _device.Dispose();
        Marshal.FreeHGlobal(_memory);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_OfWhatWasWritten_GivesIt(bool isForgotten)
    {
        Fill(7);
        Assert.Equal((0u, (uint)Length), await WriteAsync(1024 * 1024 + 512));
        if (isForgotten)
        {
            PageCache.Forget(_folder.Path);
        }

        Fill(0);
        Assert.Equal((0u, (uint)Length), await ReadAsync(1024 * 1024 + 512));
        Assert.Equal(Enumerable.Repeat((byte)7, Length), Content());
        Assert.Equal(["log.1"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Read_PastTheEnd_GivesZeros()
    {
        Fill(7);
        await WriteAsync(0);
        Assert.Equal((0u, 512u), await ReadAsync(Length - 512));
        Assert.Equal(512, Content().TakeWhile(static b => b == 7).Count());
        Assert.All(Content().Skip(512), static b => Assert.Equal(0, b));
    }

    [Fact]
    public async Task Read_NoSuchSegment_FailsWithZerosAndIsCounted()
    {
        Fill(7);
        (uint error, _) = await ReadAsync(0);
        Assert.NotEqual(0u, error);
        Assert.All(Content(), static b => Assert.Equal(0, b));
        Assert.Equal(1, _device.ReadFailures);
    }

    [Fact]
    public async Task Write_DiskRefusesForAWhile_SucceedsOnceItTakesIt()
    {
        // A folder in the place of the file is refused, also to root.
        Directory.CreateDirectory(_folder["log.0"]);
        Task<(uint Error, uint Bytes)> write = WriteAsync(0);
        while (_device.WriteFailures < 2)
        {
            Assert.False(write.IsCompleted);
            await Task.Delay(5);
        }

        Directory.Delete(_folder["log.0"]);
        Assert.Equal((0u, (uint)Length), await write);
    }

    [Fact]
    public async Task Finish_DiskRefuses_GivesTheWriteUp()
    {
        Directory.CreateDirectory(_folder["log.0"]);
        Task<(uint Error, uint Bytes)> write = WriteAsync(0);
        _device.Finish();
        Assert.True(write.IsCompleted);
        Assert.NotEqual(0u, (await write).Error);
    }

    [Fact]
    public async Task RemoveSegment_Written_DeletesItsFile()
    {
        await WriteAsync(0);
        await WriteAsync(1024 * 1024);
        _device.RemoveSegment(0);
        Assert.Equal(["log.1"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    private Task<(uint Error, uint Bytes)> WriteAsync(ulong address)
    {
        var done = new TaskCompletionSource<(uint Error, uint Bytes)>();
        _device.WriteAsync(_memory, address, Length, (error, bytes, _) => done.SetResult((error, bytes)), this);
        return done.Task;
    }

    private Task<(uint Error, uint Bytes)> ReadAsync(ulong address)
    {
        var done = new TaskCompletionSource<(uint Error, uint Bytes)>();
        _device.ReadAsync(address, _memory, Length, (error, bytes, _) => done.SetResult((error, bytes)), this);
        return done.Task;
    }

    private void Fill(byte value) => Marshal.Copy(Enumerable.Repeat(value, Length).ToArray(), 0, _memory, Length);

    private byte[] Content()
    {
        byte[] content = new byte[Length];
        Marshal.Copy(_memory, content, 0, Length);
        return content;
    }
}
