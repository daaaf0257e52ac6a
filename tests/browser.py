"""Chromium without a window, driven through its debugging pipe: no port, no network, nothing to install but the browser."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time


class Browser:
    """with Browser() as browser: page = browser.open(path)"""

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix='rackplan-browser-')
        to_read, self.to_write = os.pipe()
        self.from_read, from_write = os.pipe()
        program = shutil.which('chromium') or shutil.which('chromium-browser')
        # The browser reads descriptor 3 and writes 4; a shell puts the pipes there.
        command = ['/bin/sh', '-c', f'exec "$@" 3<&{to_read} 4>&{from_write}', 'sh', program, '--headless=new', '--no-sandbox',
                   '--disable-gpu', '--no-first-run', '--disable-extensions', '--disable-background-networking',
                   '--disable-component-update', '--disable-sync', '--disable-default-apps', '--mute-audio',
                   '--disable-dev-shm-usage', '--remote-debugging-pipe', f'--user-data-dir={self.profile}', 'about:blank']
        self.process = subprocess.Popen(command, pass_fds=(to_read, from_write), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.buffer = b''
        self.last = 0
        self.events = []
        return self

    def __exit__(self, *_):
        try:
            self.send('Browser.close')
        except (OSError, EOFError, RuntimeError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to_write)
        os.close(self.from_read)
        shutil.rmtree(self.profile, ignore_errors=True)

    def receive(self):
        while b'\0' not in self.buffer:
            piece = os.read(self.from_read, 1 << 16)
            if not piece:
                raise EOFError('the browser is gone')
            self.buffer += piece
        message, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(message)

    def send(self, method, session=None, **params):
        self.last += 1
        message = {'id': self.last, 'method': method, 'params': params}
        if session:
            message['sessionId'] = session
        os.write(self.to_write, json.dumps(message).encode() + b'\0')
        while True:
            answer = self.receive()
            if answer.get('id') == self.last:
                if 'error' in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer['result']
            self.events.append(answer)

    def open(self, path, width=1280, height=900, script=True, dark=False):
        target = self.send('Target.createTarget', url='about:blank')['targetId']
        session = self.send('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        return Page(self, session, target, path, width, height, script, dark)


class Page:
    def __init__(self, browser, session, target, path, width, height, script, dark):
        self.browser, self.session, self.target = browser, session, target
        for domain in ('Page', 'Runtime', 'Log', 'Network', 'DOM', 'Accessibility'):
            self.send(f'{domain}.enable')
        self.send('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.send('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}])
        if not script:
            self.send('Emulation.setScriptExecutionDisabled', value=True)
        self.path = os.path.abspath(path)
        self.has_checker = False
        self.send('Page.navigate', url='file://' + self.path)
        self.wait_for('Page.loadEventFired')

    def send(self, method, **params):
        return self.browser.send(method, self.session, **params)

    def mine(self, method):
        return [event['params'] for event in self.browser.events
                if event.get('sessionId') == self.session and event.get('method') == method]

    def wait_for(self, method, seconds=30):
        until = time.monotonic() + seconds
        while not self.mine(method):
            if time.monotonic() > until:
                raise TimeoutError(method)
            self.browser.events.append(self.browser.receive())

    def run(self, expression):
        """The value of a JavaScript expression. Goes past the page's own policy, as a reader's tools do."""
        answer = self.send('Runtime.evaluate', expression=expression, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in answer:
            raise RuntimeError(answer['exceptionDetails'].get('exception', {}).get('description', expression))
        return answer['result'].get('value')

    def complaints(self):
        """Whatever the console, the log or an uncaught exception said."""
        self.run('0')  # what was said before has arrived
        said = [entry['entry']['text'] for entry in self.mine('Log.entryAdded')]
        said += [' '.join(str(arg.get('value')) for arg in entry['args']) for entry in self.mine('Runtime.consoleAPICalled')]
        said += [entry['exceptionDetails']['text'] for entry in self.mine('Runtime.exceptionThrown')]
        return said

    def requests(self):
        return [entry['request']['url'] for entry in self.mine('Network.requestWillBeSent')]

    def key(self, key, code, text=''):
        for kind in ('keyDown', 'keyUp'):
            self.send('Input.dispatchKeyEvent', type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                      **({'text': text} if text and kind == 'keyDown' else {}))

    def barriers(self, rules='null'):
        """What axe-core finds serious or critical in the page as it stands: the rule, how often, and its first places."""
        if not self.has_checker:
            with open(os.environ['AXE'], encoding='utf-8') as file:
                self.run(file.read() + '\n0')
            self.has_checker = True
        return self.run("axe.run(document, { resultTypes: ['violations'], ...(" + rules + " ? { runOnly: " + rules + """ } : {}) }).then(result => result.violations
            .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
            .map(rule => rule.id + ' (' + rule.nodes.length + '): ' + rule.nodes.slice(0, 2).map(node =>
                node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 200)).join(' | ')))""")

    def all_barriers(self, case, label, views=(('en', 'light'), ('en', 'dark'), ('zh', 'light'), ('zh', 'dark')), tables=True):
        """In these languages and themes, with the charts' data tables open or not. `case` is told of each."""
        if not os.environ.get('AXE'):
            return
        self.run(f"document.querySelectorAll('details').forEach(e => {{ e.open = {'true' if tables else 'false'}; }})")
        for language, theme in views:
            self.run(f"document.getElementById('lang-{language}').click(); document.getElementById('theme-{theme}').click()")
            found = self.barriers()
            case(f'{label}: {language}, {theme}: axe finds nothing serious or critical', found == [], '; '.join(found))
        self.run("document.getElementById('lang-en').click(); document.getElementById('theme-auto').click()")
        self.run("document.querySelectorAll('details').forEach(e => { e.open = false; })")
        self.run("document.querySelector('h1').append(document.createElement('img'))")
        found = self.barriers("['image-alt']")
        case(f'{label}: and it finds a picture without a name', len(found) == 1 and found[0].startswith('image-alt (1)'), found)
        self.run("document.querySelector('h1 img').remove()")

    def picture(self, path, whole=True):
        data = self.send('Page.captureScreenshot', format='png', captureBeyondViewport=whole)
        with open(path, 'wb') as file:
            file.write(base64.b64decode(data['data']))

    def pdf(self):
        data = self.send('Page.printToPDF', preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(data['data'])

    def close(self):
        self.browser.send('Target.closeTarget', targetId=self.target)
