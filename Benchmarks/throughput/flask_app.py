"""The peer from Python: the two routes of throughput-server, with Flask-JWT-Extended as its documentation has it."""
import os

from flask import Flask
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["THROUGHPUT_SECRET"]
JWTManager(app)


@app.get("/hello")
def hello():
    return "user-7f3a91c05be2", {"Content-Type": "text/plain; charset=utf-8"}


@app.get("/protected")
@jwt_required()
def protected():
    return get_jwt_identity(), {"Content-Type": "text/plain; charset=utf-8"}
